import { normalText } from '@linggong/contracts/normal.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { simplified } from '@linggong/contracts/simplified.ts';
import { byCharacter } from '../by-character.ts';
import type { Folded } from './folded.ts';
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

/** Every free text of a posting that says anything; the same list as long as these are the same. */
export function textFields({
  title,
  description,
  hoursText,
  workplace,
  pay,
  conditions,
}: Posting): readonly TextField[] {
  const { landmark } = workplace;
  const texts = [title, description, hoursText, landmark, pay.text, pay.piece?.unit ?? '', conditions.text];
  const before = last;
  if (before && texts.every((text, at) => text === before.texts[at])) return before.fields;
  const fields = FIELDS.map((field, at) => ({ field, text: texts[at]! }))
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

const folding = byCharacter((character) =>
  PLAIN_HAN.test(character) ? simplified(alike(character)) : simplified(alike(plain(character))),
);

/**
 * The normal form of each character, traditional ones as they are written here, letters of other alphabets and of
 * pictures as Latin ones; only what nobody sees is left out.
 */
export function foldText(original: string): Folded {
  let text = '';
  const places: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of original) {
    const folded = folding(character);
    text += folded;
    for (let i = 0; i < folded.length; i++) {
      places.push(at);
      ends.push(at + character.length);
    }
    at += character.length;
  }
  return { text, original, places, ends };
}

/** Marks that people put between characters to slip past a filter, 加-V, 微.信, 押*金, 押💰金, are no part of a run. */
const RUN = /[^\s\-_*·.•~|^'"`#&@=…—\\\p{Extended_Pictographic}]+/gu;
const ALPHANUMERIC = /[a-z0-9]/;
/** Typographic spacing of Chinese beside figures and Latin letters: 15 岁, 下载 APP. */
const spacedMix = (before: string, gap: string, after: string) =>
  /^[ \t]+$/.test(gap) &&
  ((HAN.test(before) && ALPHANUMERIC.test(after)) || (ALPHANUMERIC.test(before) && HAN.test(after)));

/**
 * Leaves out spaces beside figures and Latin letters, and spaces and inserted marks next to a lone character
 * (加 微 信, 加-V, 押 金). A space between longer words stays, since people also end a clause with it.
 */
export function tighten({ text, original, places, ends }: Folded): Folded {
  const runs = [...text.matchAll(RUN)];
  const dropped = new Uint8Array(text.length);
  let isCut = false;
  runs.forEach((run, i) => {
    const next = runs[i + 1];
    if (!next) return;
    const end = run.index + run[0].length;
    const gap = text.slice(end, next.index);
    // Written downwards, one character a line.
    if (gap.includes('\n') && (run[0].length > 1 || next[0].length > 1)) return;
    const [before, after] = [run[0].at(-1)!, next[0].charAt(0)];
    const figures = /\d/.test(before) || /\d/.test(after);
    const alone = loneEnd(run[0]) || loneStart(next[0]);
    const age = /^\d$/.test(run[0]) && /^\d$/.test(next[0]) && /^周?岁/.test(runs[i + 2]?.[0] ?? '');
    if (!age && !spacedMix(before, gap, after) && (!alone || figures)) return;
    for (let at = end; at < next.index; at++) dropped[at] = 1;
    isCut = true;
  });
  if (!isCut) return { original, text, places, ends };
  const isKept = (_: unknown, at: number) => dropped[at] === 0;
  return {
    original,
    text: Array.from({ length: text.length }, (_, at) => (dropped[at] === 0 ? text.charAt(at) : '')).join(''),
    places: places.filter(isKept),
    ends: ends.filter(isKept),
  };
}

/** The last character stands alone before the gap: the run is it, or it follows a mark or a full stop. */
const loneEnd = (run: string) => run.length === 1 || /[，。；：、！？,;:!?()（）【】].$/.test(run);
const loneStart = (run: string) => run.length === 1 || /^.[，。；：、！？,;:!?()（）【】]/.test(run);

/** So many characters of texts are remembered: a posting's own, or titles and hours that a whole file repeats. */
const REMEMBERED = 20_000;
const recent = new Map<string, Folded>();
let remembered = 0;

/** The text folded, tightened and spelled as in a dictionary, as all phrases are matched against it; the last few are remembered. */
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
