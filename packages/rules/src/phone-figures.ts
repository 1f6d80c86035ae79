import { plainDigits } from '@linggong/contracts/digits.ts';
import { byCharacter, byCode } from './by-character.ts';

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

/** Characters that sound like figures; believed only beside those that are said. */
const SOUND_ALIKES = new Map(
  ['另令灵铃', '要腰邀', '尔', '', '', '吾', '溜', '戚妻', '巴爸扒', '酒久'].flatMap((characters, figure) =>
    [...characters].map((character) => [character, String(figure)] as const),
  ),
);

const UNSEEN = /^[\p{Default_Ignorable_Code_Point}\p{M}\u2800]$/u;
const KEYCAP = /^[\ufe0f\u20e3]$/;
const HAN = /^\p{Script=Han}$/u;

/** The figures that a character stands for, `''` where it is none: of `1`, `１`, `༡`, `①`, `⑴`, `一`, `幺` it is `1`. */
const figuresOf = byCharacter((character: string): string => {
  const spoken = SPOKEN.get(character);
  if (spoken !== undefined) return spoken;
  if (character < '\u0080') return character >= '0' && character <= '9' ? character : '';
  const read = character.normalize('NFKC');
  if (HAN.test(character)) return '';
  const figures = [...plainDigits(read)].map((each) => SPOKEN.get(each) ?? each).join('');
  return /^[(〔]?\d{1,2}[)〕.,]?$/.test(figures) ? figures.replace(/\D/g, '') : '';
});

export type Kind = 'figures' | 'spoken' | 'alike';
/**
 * Figures of one kind with nothing visible between them; spoken ones singly, since 一 may begin the next word. `gap`:
 * what stands before it since the group before.
 */
export type Group = { kind: Kind; figures: string; start: number; end: number; gap: string };

const isSaid = (character: string | undefined) => character !== undefined && SPOKEN.has(character);
const isLatin = byCharacter((character) => /^[a-z]$/i.test(character) && !LOOK_ALIKES.has(character));
const isLetter = (character: string | undefined) => character !== undefined && isLatin(character);

/** What a character may be, wherever it stands: most are nothing of that. */
type Sort = 'nothing' | 'unseen' | 'figure';
const sortOf = byCode((character): Sort => {
  if (UNSEEN.test(character)) return 'unseen';
  const alike = LOOK_ALIKES.has(character) || SOUND_ALIKES.has(character);
  return alike || figuresOf(character) !== '' ? 'figure' : 'nothing';
});

const characterAt = (text: string, at: number): string | undefined => {
  const code = at < 0 ? undefined : text.codePointAt(at);
  return code === undefined ? undefined : String.fromCodePoint(code);
};

/** A character that may be a figure, by those before and after it. */
function readFigure(text: string, at: number, before: number): { kind: Kind; figures: string } | null {
  const character = characterAt(text, at)!;
  const figures = figuresOf(character);
  if (figures !== '') return { kind: HAN.test(character) ? 'spoken' : 'figures', figures };
  const beside = [characterAt(text, before), characterAt(text, at + character.length)];
  const alike =
    (beside.every(isLetter) ? undefined : LOOK_ALIKES.get(character)) ??
    (beside.some(isSaid) ? SOUND_ALIKES.get(character) : undefined);
  return alike === undefined ? null : { kind: 'alike', figures: alike };
}

/** At most so much stands between two figures of one number. */
const GAP_MAX = 12;

/** Groups of figures that stand near each other, so that one number may run over them. */
export function runsOf(text: string): Group[][] {
  const runs: Group[][] = [];
  let run: Group[] = [];
  let gap = '';
  let before = -1;
  for (let at = 0, start = 0; at < text.length; before = start) {
    const code = text.codePointAt(at)!;
    start = at;
    at += code > 0xffff ? 2 : 1;
    const sort = sortOf(code);
    if (sort === 'nothing' && run.length === 0) continue;
    if (sort === 'unseen') {
      if (KEYCAP.test(text.slice(start, at)) && gap === '' && run.length > 0) run.at(-1)!.end = at;
      continue;
    }
    const read = sort === 'figure' ? readFigure(text, start, before) : null;
    const last = run.at(-1);
    if (!read) {
      if (last) gap += text.slice(start, at);
      if (gap.length <= GAP_MAX || !last) continue;
      runs.push(run);
      run = [];
      continue;
    }
    if (last && gap === '' && last.kind === read.kind && read.kind !== 'spoken') {
      last.figures += read.figures;
      last.end = at;
    } else run.push({ ...read, start, end: at, gap: last ? gap : '' });
    gap = '';
  }
  if (run.length > 0) runs.push(run);
  return runs;
}
