import { type Group, runsOf } from './phone-figures.ts';
import { type Around, alikeGaps, isClose, isMobile, joined } from './phone-mobiles.ts';
import { soundedNumbers } from './phone-sounds.ts';

/** A phone number in a text: its place in it, from `start` to before `end`, and its figures with any 86 in front. */
export type PhoneSpan = { start: number; end: number; digits: string };

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

const AREA = /^0(?:10|2\d|[3-9]\d\d)$/;
const LOCAL = /^[2-8]\d{6,7}$/;

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

/** `86` or `0086` in front is part of a number, whether or not it stands apart; so is the 0 that was dialled to other cities. */
function withoutCountry(groups: readonly Group[]): readonly Group[] {
  const [first, ...rest] = groups;
  if (!first) return groups;
  const dialled = first.kind === 'figures' ? /^0(?=1[3-9])/.exec(first.figures) : null;
  const code = (/^(?:00)?86(?=1[3-9]|$)/.exec(first.figures) ?? dialled)?.[0];
  if (!code) return groups;
  const left = first.figures.slice(code.length);
  return left === '' ? rest : [{ ...first, figures: left }, ...rest];
}

/** Figures that must be some, beside letters that only look so. */
const SURE_MIN = 5;

function isPhone(pieces: readonly Group[], around: Around): boolean {
  if (joined(pieces.filter(({ kind }) => kind !== 'alike')).length < SURE_MIN) return false;
  const groups = merged(pieces);
  const national = withoutCountry(groups);
  if (isMobile(national, around)) return true;
  return isClose(groups) && (isLandline(national) || isHotline(groups) || isLocal(around.text, groups));
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

const FIGURES_MAX = 15;
/** What any number's figures are, in the order of the checks above; most figures in a row are none of them. */
const NUMBER = /^(?:(?:(?:00)?86)?(?:1[3-9]\d{9}|0\d{9,11})|[48]00\d{7}|[2-8]\d{6,7})$/;
/** Most groups that a number is cut into: one for each figure, with the country's. */
const GROUPS_MAX = 15;

const kindsOf = (groups: readonly Group[]) => new Set(groups.map(({ kind }) => kind)).size;

/** The number that begins with a group: of one kind of figures rather than of several, then the longest. */
function beginningAt(text: string, run: readonly Group[], from: number): readonly Group[] | null {
  let best: readonly Group[] | null = null;
  const before = from > 0 ? run[from]!.gap : null;
  let figures = '';
  for (let to = from + 1; to <= Math.min(run.length, from + GROUPS_MAX); to++) {
    figures += run[to - 1]!.figures;
    if (figures.length > FIGURES_MAX) break;
    if (!NUMBER.test(figures)) continue;
    const groups = run.slice(from, to);
    const around = { text, before, after: run[to]?.gap ?? null };
    if (isPhone(groups, around) && (!best || kindsOf(groups) <= kindsOf(best))) best = groups;
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
export function phoneSpans(text: string): PhoneSpan[] {
  const written = runsOf(text).flatMap((run) => inRun(text, run));
  const heard = soundedNumbers(text).filter(
    ({ start, end }) => !written.some((span) => span.start < end && start < span.end),
  );
  return heard.length === 0 ? written : [...written, ...heard].sort((a, b) => a.start - b.start);
}
