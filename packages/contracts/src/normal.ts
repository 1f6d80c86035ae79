import { plainDigits } from './digits.ts';

/** Nobody sees them: joiners, direction marks, fillers, selectors (Unicode), the blank of braille, marks of annotation. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u;
const ALL_UNSEEN = new RegExp(UNSEEN, 'gu');
/** Controls but for the tabulator and the line's end; half of a character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

const JOINERS = /^[\u200c\u200d]$/;
/** Scripts in which a joiner changes what is read: Uyghur and Persian, those of India, Mongolian. Tibetan has none. */
const JOINING =
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{M}]$/u;
const PICTURE = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;

/** Whether a mark between two characters belongs to how they are written. */
function isWritten(mark: string, before: string, after: string): boolean {
  if (JOINERS.test(mark))
    return (JOINING.test(before) && JOINING.test(after)) || (PICTURE.test(before) && PICTURE.test(after));
  if (/[\ufe0e\ufe0f]/.test(mark)) return PICTURE.test(before) || after === '\u20e3';
  if (/[\u180b-\u180f]/.test(mark)) return /\p{Script=Mongolian}/u.test(before);
  return /[\u{e0100}-\u{e01ef}]/u.test(mark) && /\p{Script=Han}/u.test(before);
}

/**
 * A text as it is stored: without controls and marks that nobody sees, which turn lines around, hide words from
 * searches, or make a name that looks like another's. Joiners, selectors and marks stay where they are how a script
 * or a picture is written.
 */
export function visibleText(text: string): string {
  const lined = text.replace(LINE_ENDS, '\n').replace(CONTROL, '');
  if (!UNSEEN.test(lined)) return lined;
  const characters = [...lined];
  let shown = '';
  let before = '';
  characters.forEach((character, at) => {
    if (UNSEEN.test(character) && !isWritten(character, before, characters[at + 1] ?? '')) return;
    shown += character;
    before = character;
  });
  return shown;
}

/** A text without line breaks and tabulators: nothing in it looks like a line of what stands around it. */
export const oneLine = (text: string): string =>
  text
    .split(/[\n\t]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');

/** Whether anything of a text can be read aloud: a letter, a character, a figure. */
export const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text.replace(ALL_UNSEEN, ''));

/**
 * A text as texts are compared: without what nobody sees, widths and compatibility forms as one (NFKC), digits of
 * every script as `1`, small letters.
 */
export const normalText = (text: string): string =>
  plainDigits(text.replace(LINE_ENDS, '\n').replace(ALL_UNSEEN, '').replace(CONTROL, '').normalize('NFKC'))
    .replace(ALL_UNSEEN, '')
    .toLowerCase();

const BRACKETS: Record<string, string> = {
  '[': '(',
  '{': '(',
  '【': '(',
  '〔': '(',
  '〈': '(',
  '《': '(',
  '「': '(',
};
const CLOSING: Record<string, string> = {
  ']': ')',
  '}': ')',
  '】': ')',
  '〕': ')',
  '〉': ')',
  '》': ')',
  '」': ')',
};

/** A name as names are told apart: of `高原建筑（昌都）有限公司`, `(昌都)` and ` （昌都） ` are the same. */
export const nameKey = (name: string): string =>
  normalText(name)
    .replace(/[[{【〔〈《「\]}】〕〉》」]/g, (bracket) => BRACKETS[bracket] ?? CLOSING[bracket]!)
    .replace(/[\s.·•・‧,'"“”‘’_-]+/g, '');
