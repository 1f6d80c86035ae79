import { byCharacter } from '../by-character.ts';
import { type Folded, type Span, splice } from './folded.ts';
import { joinedAt } from './look-alikes.ts';
import { INITIALS, MISSPELLED, SPELLED } from './spell-words.ts';
import { bySplit } from './split-words.ts';
import { SYLLABLES } from './syllables.ts';

const SOUNDS = new Map(
  Object.entries(SYLLABLES).flatMap(([sound, characters]) =>
    [...characters].map((character) => [character, sound] as const),
  ),
);
const HAN = /\p{Script=Han}/u;
const LATIN = /[a-zü]/;
const WORD = /[\p{L}\p{N}\n]/u;

/** Marks that may stand between the characters of one word. */
const GAP = '~{0,3}\\|?';
const byFirst = new Map<string, { word: string; rest: string }[]>();
for (const [word, sounds] of SPELLED) {
  const [first = '', ...rest] = sounds.split(' ');
  const others = byFirst.get(first) ?? [];
  others.push({ word, rest: rest.map((sound) => GAP + sound).join('') });
  byFirst.set(first, others);
}
/** All words by their sounds, those of one first syllable together, the longest first. */
const SOUNDING = new RegExp(
  [...byFirst]
    .map(([first, words]) => {
      const rests = words.sort((a, b) => b.rest.length - a.rest.length).map(({ rest }) => rest);
      return `\\|${first}(?:${rests.join('|')})(?=[|~]|$)`;
    })
    .join('|'),
  'g',
);
const WORDS = new Map(SPELLED.map(([word, sounds]) => [sounds.replaceAll(' ', ''), word]));

const sounded = byCharacter((character) => {
  if (HAN.test(character)) return `|${SOUNDS.get(character) ?? '.'}`;
  return WORD.test(character) ? '|.' : '~';
});
const isLatin = byCharacter((character) => LATIN.test(character));

/** `|zhuang`. */
const LONGEST_SOUND = 8;

/** A text by its sounds: `|bao|zheng~|jin|.`, a bar before each character or run of letters; with the places. */
function sounds(text: string): { sounding: string; places: Int32Array } {
  let sounding = '';
  let count = 0;
  const places = new Int32Array(text.length * LONGEST_SOUND);
  let letters = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const latin = isLatin(character);
    const latinPiece = letters ? character : `|${character}`;
    const piece = latin ? latinPiece : sounded(character);
    letters = latin;
    sounding += piece;
    for (const end = count + piece.length; count < end; count++) places[count] = at;
  }
  return { sounding, places };
}

/** Marks that end a clause part a word only for who wants to hide it, and then only a longer one. */
const CLAUSE = /[，。；：！？,;:!?\s]/;

/** Whether somebody means the word who writes so: with letters in it, marks between, or other characters in a long one. */
function meant(written: string, word: string): boolean {
  const plain = [...written].filter((character) => HAN.test(character) || LATIN.test(character)).join('');
  if (word.length === 1) return false;
  if (plain.length < written.length && CLAUSE.test(written) && !LATIN.test(plain)) {
    return plain === word && word.length > 2;
  }
  if (LATIN.test(plain)) return true;
  return plain === word || word.length > 2;
}

function byLetters(text: string): Span[] {
  return [...text.matchAll(/[a-z]{3,5}/g)].flatMap(({ 0: run, index }) => {
    const word = INITIALS[run];
    const alone = !LATIN.test(text.charAt(index - 1)) && !LATIN.test(text.charAt(index + run.length));
    return word !== undefined && alone ? [{ start: index, end: index + run.length, word }] : [];
  });
}

/** 限nan, 只要nv的: a lone syllable beside what is said of people. */
const SEX = /(?<=[限招要收男女])(?:nan|nv|nü)(?![a-z])|(?<![a-z])(?:nan|nv|nü)(?=[生性工士的限勿优])/g;
/** 15sui: a lone syllable behind a figure. */
const AGED = /(?<=[\d一二三四五六七八九十])sui(?![a-z])/g;
const byAge = (text: string): Span[] =>
  [...text.matchAll(AGED)].map(({ index }) => ({ start: index, end: index + 3, word: '岁' }));

const bySex = (text: string): Span[] =>
  [...text.matchAll(SEX)].map(({ 0: run, index }) => ({
    start: index,
    end: index + run.length,
    word: run === 'nan' ? '男' : '女',
  }));

function bySound(text: string): Span[] {
  const { sounding, places } = sounds(text);
  return [...sounding.matchAll(SOUNDING)].flatMap(({ 0: found, index }) => {
    const start = places[index]!;
    const end = places[index + found.length - 1]! + 1;
    const word = WORDS.get(found.replace(/[|~]/g, ''));
    const written = text.slice(start, end);
    return word !== undefined && written !== word && meant(written, word) ? [{ start, end, word }] : [];
  });
}

const FORMS = MISSPELLED.map(([form, word]) => ({ form: new RegExp(form, 'g'), word }));
const byForm = (text: string): Span[] =>
  FORMS.flatMap(({ form, word }) =>
    [...text.matchAll(form)].map(({ 0: run, index }) => ({ start: index, end: index + run.length, word })),
  );

/** Figures as they stand on cheques, two and more of them: 拾伍岁. */
const CHEQUE = '壹一贰二叁三肆四伍五陆六柒七捌八玖九拾十佰百仟千';
const byCheque = (text: string): Span[] =>
  [...text.matchAll(/[壹贰叁肆伍陆柒捌玖拾佰仟]{2,8}/g)].map(({ 0: run, index }) => ({
    start: index,
    end: index + run.length,
    word: [...run].map((figure) => CHEQUE.charAt(CHEQUE.indexOf(figure) + 1)).join(''),
  }));

function byParts(text: string): Span[] {
  const found: Span[] = [];
  for (let at = 0; at < text.length; at++) {
    const word = joinedAt(text, at);
    if (word === null) continue;
    found.push({ start: at, end: at + 2, word });
    at++;
  }
  return found;
}

/**
 * A text in which the words that rules look for are written as they are in a dictionary: 亻呆讠正金, bao证金 and 宝正金
 * are 保证金. Places go back to the original.
 */
export function respell(folded: Folded): Folded {
  const steps = [byParts, byCheque, bySplit, bySound, byForm, byLetters, bySex, byAge];
  return steps.reduce((read, step) => splice(read, step(read.text)), folded);
}
