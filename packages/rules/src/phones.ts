import { plainDigits } from '@linggong/contracts/digits.ts';

/** A phone number in a text: its place in it, from `start` to before `end`, and its figures with any 86 in front. */
export type PhoneSpan = { start: number; end: number; digits: string };

/** Figures as they are said and written out, on cheques and on the telephone. */
const SPOKEN = new Map(
  [
    '〇零洞○◯⚪⭕⓪⓿🄋🄌',
    '一壹弌幺么妖〡❶➀➊⓵',
    '二贰貳弍两兩〢❷➁➋⓶',
    '三叁參叄弎仨〣❸➂➌⓷',
    '四肆〤❹➃➍⓸',
    '五伍〥❺➄➎⓹',
    '六陆陸〦❻➅➏⓺',
    '七柒漆拐〧❼➆➐⓻',
    '八捌〨❽➇➑⓼',
    '九玖勾〩❾➈➒⓽',
  ].flatMap((characters, figure) => [...characters].map((character) => [character, String(figure)])),
);
/** Letters that look like figures; believed only among figures. */
const LOOK_ALIKES = new Map([
  ...[...'oOοΟоО'].map((letter) => [letter, '0'] as const),
  ...[...'lI'].map((letter) => [letter, '1'] as const),
]);

const UNSEEN = /^[\p{Default_Ignorable_Code_Point}\p{M}\u2800]$/u;
const KEYCAP = /^[\ufe0f\u20e3]$/;
const WORD = /^[\p{L}\p{N}]$/u;
const HAN = /^\p{Script=Han}$/u;

/** The figures that a character stands for, `''` where it is none: of `1`, `１`, `༡`, `①`, `⑴`, `一`, `幺` it is `1`. */
function figuresOf(character: string): string {
  const spoken = SPOKEN.get(character);
  if (spoken !== undefined) return spoken;
  if (character < '\u0080') return character >= '0' && character <= '9' ? character : '';
  const read = character.normalize('NFKC');
  if (HAN.test(character)) return '';
  const figures = [...plainDigits(read)].map((each) => SPOKEN.get(each) ?? each).join('');
  return /^[(〔]?\d{1,2}[)〕.,]?$/.test(figures) ? figures.replace(/\D/g, '') : '';
}

type Kind = 'figures' | 'spoken' | 'alike';
/** Figures of one kind with nothing visible between them; spoken ones singly, since 一 may begin the next word. `gap`: what stands before it since the group before. */
type Group = { kind: Kind; figures: string; start: number; end: number; gap: string };

function readCharacter(character: string): { kind: Kind; figures: string } | null {
  const figures = figuresOf(character);
  if (figures !== '') return { kind: HAN.test(character) ? 'spoken' : 'figures', figures };
  const alike = LOOK_ALIKES.get(character);
  return alike === undefined ? null : { kind: 'alike', figures: alike };
}

/** At most so many marks stand between the figures of one number. */
const GAP_MAX = 3;

/** Groups of figures between which no word stands, so that one number may run over them. */
function runsOf(text: string): Group[][] {
  const runs: Group[][] = [];
  let run: Group[] = [];
  let gap = '';
  let at = 0;
  const end = () => {
    if (run.length > 0) runs.push(run);
    run = [];
  };
  for (const character of text) {
    const start = at;
    at += character.length;
    if (UNSEEN.test(character)) {
      if (KEYCAP.test(character) && gap === '' && run.length > 0) run.at(-1)!.end = at;
      continue;
    }
    const read = readCharacter(character);
    if (!read) {
      gap += character;
      if (WORD.test(character) || gap.length > GAP_MAX) end();
      continue;
    }
    const last = run.at(-1);
    if (last && gap === '' && last.kind === read.kind && read.kind !== 'spoken') {
      last.figures += read.figures;
      last.end = at;
    } else run.push({ ...read, start, end: at, gap: last ? gap : '' });
    gap = '';
  }
  end();
  return runs;
}

/** Groups that nothing but their kind parts, as one: 138零零13. */
function merged(groups: readonly Group[]): Group[] {
  const whole: Group[] = [];
  for (const group of groups) {
    const last = whole.at(-1);
    if (last && group.gap === '') {
      whole[whole.length - 1] = { ...last, figures: last.figures + group.figures, end: group.end };
    } else whole.push(group);
  }
  return whole;
}

const OPENING = /[(（[【「〔]/;
const CLOSING = /[)）\]】」〕]/;

const MOBILE = /^1[3-9]\d{9}$/;
const AREA = /^0(?:10|2\d|[3-9]\d\d)$/;
const LOCAL = /^[2-8]\d{6,7}$/;
/** How a mobile number is cut: `3-4-4` and so on. Times, dates and amounts in a row are cut otherwise. */
const CUTS = new Set([
  ...['11', '3-4-4', '3-8', '3-3-5', '4-4-3', '4-3-4', '7-4', '5-6', '6-5', '3-5-3', '4-7'],
  ...[
    '1-10',
    '1-2-4-4',
    '2-2-2-2-2-1',
    '1-2-2-2-2-2',
    '3-2-2-2-2',
    '3-2-2-4',
    '3-4-2-2',
    '3-2-3-3',
    '2-3-3-3',
  ],
]);
/** Cuts that amounts in a row have too: of a number only where the same mark stands at each. */
const ALSO_OF_LISTS = new Set(['3-2-3-3', '2-3-3-3', '3-2-2-4', '3-2-2-2-2']);

const joined = (groups: readonly Group[]) => groups.map(({ figures }) => figures).join('');
const gapsOf = (groups: readonly Group[]) => groups.slice(1).map(({ gap }) => gap.replace(/\s+/g, ' '));
const alikeGaps = (groups: readonly Group[]) => new Set(gapsOf(groups)).size < 2;

function isMobile(groups: readonly Group[]): boolean {
  if (!MOBILE.test(joined(groups))) return false;
  if (groups.every(({ figures }) => figures.length === 1)) return true;
  const cut = groups.map(({ figures }) => figures.length).join('-');
  return CUTS.has(cut) && (!ALSO_OF_LISTS.has(cut) || alikeGaps(groups));
}

function isLandline(groups: readonly Group[]): boolean {
  const [first, ...rest] = groups;
  const figures = joined(groups);
  if (!first) return false;
  const area = [3, 4].map((length) => figures.slice(0, length)).find((code) => AREA.test(code));
  if (!area || !LOCAL.test(figures.slice(area.length))) return false;
  if (rest.length === 0) return true;
  if (groups.every(({ figures: each }) => each.length === 1)) return true;
  if (first.figures !== area) return false;
  const cut = rest.map(({ figures: each }) => each.length).join('-');
  if (cut === '7' || cut === '8') return true;
  // 0830-2030 2000 is hours and pay.
  return ['3-4', '4-4'].includes(cut) && (alikeGaps(groups) || CLOSING.test(rest[0]!.gap));
}

/** `400-800-1234`: only as it is usually cut, since plain ten figures are rather another number. */
const isHotline = (groups: readonly Group[]) =>
  /^[48]00\d{7}$/.test(joined(groups)) && groups[0]?.figures.length === 3 && groups.length <= 3;

const CALL = /(?:电话|座机|固话|手机|热线|致电|拨打?|tel)(?:号码?)?(?:是|为)?[\s:：]*$/i;
/** A number of the place without its area code, where it is said to be one. */
const isLocal = (text: string, groups: readonly Group[]) =>
  ['7', '8', '3-4', '4-4'].includes(groups.map(({ figures }) => figures.length).join('-')) &&
  LOCAL.test(joined(groups)) &&
  CALL.test(text.slice(Math.max(0, groups[0]!.start - 12), groups[0]!.start));

/** `86` or `0086` in front is part of a number, whether or not it stands apart. */
function withoutCountry(groups: readonly Group[]): readonly Group[] {
  const [first, ...rest] = groups;
  const code = /^(?:00)?86(?=1[3-9]|$)/.exec(first?.figures ?? '')?.[0];
  if (!first || !code) return groups;
  const left = first.figures.slice(code.length);
  return left === '' ? rest : [{ ...first, figures: left }, ...rest];
}

/** Figures that must be some, beside letters that only look so. */
const SURE_MIN = 5;

function isPhone(text: string, pieces: readonly Group[]): boolean {
  const length = joined(pieces).length;
  if (length < 7 || length > 15) return false;
  if (joined(pieces.filter(({ kind }) => kind !== 'alike')).length < SURE_MIN) return false;
  const groups = merged(pieces);
  const national = withoutCountry(groups);
  return isMobile(national) || isLandline(national) || isHotline(groups) || isLocal(text, groups);
}

/** With the plus and the bracket in front that belong to it. */
function spanOf(text: string, groups: readonly Group[]): PhoneSpan {
  let { start } = groups[0]!;
  const { end } = groups.at(-1)!;
  const before = () => text.charAt(start - 1);
  const within = () => text.slice(start, end);
  if (/[+＋]/.test(before())) start--;
  if (OPENING.test(before()) && CLOSING.test(within()) && !OPENING.test(within())) start--;
  return { start, end, digits: joined(groups) };
}

/** Most groups that a number is cut into: one for each figure, with the country's. */
const GROUPS_MAX = 15;

const kindsOf = (groups: readonly Group[]) => new Set(groups.map(({ kind }) => kind)).size;

/** The number that begins with a group: of one kind of figures rather than of several, then the longest. */
function beginningAt(text: string, run: readonly Group[], from: number): readonly Group[] | null {
  let best: readonly Group[] | null = null;
  for (let to = from + 1; to <= Math.min(run.length, from + GROUPS_MAX); to++) {
    const groups = run.slice(from, to);
    if (isPhone(text, groups) && (!best || kindsOf(groups) <= kindsOf(best))) best = groups;
  }
  return best;
}

function inRun(text: string, run: readonly Group[]): PhoneSpan[] {
  const found: PhoneSpan[] = [];
  for (let from = 0; from < run.length; from++) {
    const groups = beginningAt(text, run, from);
    if (!groups) continue;
    found.push(spanOf(text, groups));
    from += groups.length - 1;
  }
  return found;
}

/**
 * The phone numbers in a text, in order, however they were written: in figures of any script, circled, as keycaps, in
 * Chinese numerals, with marks, spaces or unseen characters between. Order numbers, dates, amounts and identity card
 * numbers are none. What flags numbers and what leaves them out both go by this.
 */
export const phoneSpans = (text: string): PhoneSpan[] => runsOf(text).flatMap((run) => inRun(text, run));
