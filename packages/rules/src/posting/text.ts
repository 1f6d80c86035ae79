import { normalText } from '@linggong/contracts/normal.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { simplified } from '@linggong/contracts/simplified.ts';
import { byCharacter, byCode } from '../by-character.ts';
import { type Folded, splice, written } from './folded.ts';
import { alike } from './look-alikes.ts';
import { respell } from './spell.ts';

/** A free text of a posting with its path, and as it is read. */
export type TextField = { field: string; text: string; read: Folded };

const FIELDS = [
  'title',
  'description',
  'hoursText',
  'workplace.landmark',
  'pay.text',
  'pay.piece.unit',
  'conditions.text',
] as const;
/** The texts that were asked about last: each rule asks anew. */
let last: { texts: readonly string[]; fields: readonly TextField[] } | null = null;

/** What roles are called, each by the first shift that says it. */
function roleNames(shifts: Posting['shifts']): { field: string; text: string }[] {
  const seen = new Set<string>();
  return shifts.flatMap(({ role }, i) => {
    if (!role || seen.has(role.name)) return [];
    seen.add(role.name);
    return [{ field: `shifts.${i}.role.name`, text: role.name }];
  });
}

/** Every free text of a posting that says anything; the same list as long as these are the same. */
export function textFields({
  title,
  description,
  hoursText,
  workplace,
  pay,
  conditions,
  shifts,
}: Posting): readonly TextField[] {
  const { landmark } = workplace;
  const texts = [title, description, hoursText, landmark, pay.text, pay.piece?.unit ?? '', conditions.text];
  const roles = roleNames(shifts);
  texts.push(...roles.map(({ text }) => text));
  const before = last;
  if (before?.texts.length === texts.length && texts.every((text, at) => text === before.texts[at]))
    return before.fields;
  const fields = [...FIELDS.map((field, at) => ({ field, text: texts[at]! })), ...roles]
    .filter(({ text }) => text !== '')
    .map(({ field, text }) => ({ field, text, read: readText(text) }));
  last = { texts, fields };
  return fields;
}

/** No other form of another character. */
const PLAIN_HAN = /^[\u4e00-\u9fff]$/;
const HAN = /\p{Script=Han}/u;

/** Letters of pinyin with their tone: miǎn, nǚ. */
const TONED = /^[à-ǿ]$/u;
const toneless = (letter: string) =>
  letter
    .normalize('NFD')
    .replace(/^u\u0308/, 'v')
    .replace(/\p{M}/gu, '');
/** Drawn over the character before: rings of keycaps, lines through it. */
const OVERLAY = /^\p{M}$/u;
const plain = (character: string) => {
  if (OVERLAY.test(character)) return '';
  const known = alike(character);
  if (known !== character) return known;
  const normal = normalText(character);
  return TONED.test(normal) ? toneless(normal) : normal;
};

const folding = byCode((character) =>
  PLAIN_HAN.test(character) ? simplified(alike(character)) : simplified(alike(plain(character))),
);

/**
 * The normal form of each character, traditional ones as they are written here, letters of other alphabets and of
 * pictures as Latin ones; only what nobody sees is left out.
 */
export function foldText(original: string): Folded {
  let text = '';
  /** Up to here the text is written; what follows is the same in both. */
  let kept = 0;
  written.clear();
  for (let at = 0; at < original.length; ) {
    const code = original.codePointAt(at)!;
    const end = at + (code > 0xffff ? 2 : 1);
    const folded = folding(code);
    if (folded.length !== end - at || folded.codePointAt(0) !== code) {
      text += original.slice(kept, at) + folded;
      kept = end;
    }
    for (let i = 0; i < folded.length; i++) written.add(at, end);
    at = end;
  }
  return { text: text + original.slice(kept), original, ...written.get() };
}

/** Marks that people put between characters to slip past a filter, 加-V, 微.信, 押*金, 押💰金, are no part of a run. */
const isMark = byCode((character) => /[\s\-_*·.•~|^'"`#&@=…—\\\p{Extended_Pictographic}]/u.test(character));
type Run = { start: number; end: number };

/** What stands between marks. */
function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let start = -1;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at)!;
    if (!isMark(code)) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      runs.push({ start, end: at });
      start = -1;
    }
    at += code > 0xffff ? 2 : 1;
  }
  if (start >= 0) runs.push({ start, end: text.length });
  return runs;
}

const isHan = byCharacter((character) => HAN.test(character));
const isAlphanumeric = (character: string) => /[a-z0-9]/.test(character);
const isFigure = (character: string) => /\d/.test(character);
/** Typographic spacing of Chinese beside figures and Latin letters: 15 岁, 下载 APP. */
const isMixed = (before: string, after: string) =>
  (isHan(before) && isAlphanumeric(after)) || (isAlphanumeric(before) && isHan(after));

const STOPS = '，。；：、！？,;:!?()（）【】';
/** The last character stands alone before the gap: the run is it, or it follows a mark or a full stop. */
const loneEnd = (text: string, { start, end }: Run) =>
  end - start === 1 || STOPS.includes(text.charAt(end - 2));
const loneStart = (text: string, { start, end }: Run) =>
  end - start === 1 || STOPS.includes(text.charAt(start + 1));

/** Whether what stands between two runs is left out; `then`: the run behind both. */
function isDropped(text: string, run: Run, next: Run, then: Run | undefined): boolean {
  const long = run.end - run.start > 1 || next.end - next.start > 1;
  const [before, after] = [text.charAt(run.end - 1), text.charAt(next.start)];
  const figures = isFigure(before) || isFigure(after);
  const alone = !figures && (loneEnd(text, run) || loneStart(text, next));
  const mixed = isMixed(before, after);
  const age = !long && figures && isFigure(before) && isFigure(after);
  if (!alone && !mixed && !age) return false;
  const gap = text.slice(run.end, next.start);
  // Written downwards, one character a line.
  if (long && gap.includes('\n')) return false;
  if (alone || (mixed && /^[ \t]+$/.test(gap))) return true;
  return age && then !== undefined && /^周?岁/.test(text.slice(then.start, then.end));
}

/**
 * Leaves out spaces beside figures and Latin letters, and spaces and inserted marks next to a lone character
 * (加 微 信, 加-V, 押 金). A space between longer words stays, since people also end a clause with it.
 */
export function tighten(folded: Folded): Folded {
  const { text } = folded;
  const runs = runsOf(text);
  const dropped: Run[] = [];
  runs.forEach((run, i) => {
    const next = runs[i + 1];
    if (next && isDropped(text, run, next, runs[i + 2])) dropped.push({ start: run.end, end: next.start });
  });
  return splice(
    folded,
    dropped.map((gap) => ({ ...gap, word: '' })),
  );
}

/** So many characters of texts are remembered: a posting's own, or titles and hours that a whole file repeats. */
const REMEMBERED = 20_000;
const recent = new Map<string, Folded>();
let remembered = 0;

/**
 * The text folded, tightened and spelled as in a dictionary, as all phrases are matched against it; the last few are
 * remembered.
 */
export function readText(original: string): Folded {
  const known = recent.get(original);
  if (known) recent.delete(original);
  else remembered += original.length;
  const folded = known ?? respell(tighten(foldText(original)));
  recent.set(original, folded);
  for (const oldest of recent.keys()) {
    if (remembered <= REMEMBERED || oldest === original) break;
    recent.delete(oldest);
    remembered -= oldest.length;
  }
  return folded;
}
