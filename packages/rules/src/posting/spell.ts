import { byCode } from '../by-character.ts';
import { type Folded, type Span, splice } from './folded.ts';
import { hasParts, joinedAt } from './look-alikes.ts';
import { anywhere } from './prefilter.ts';
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
const NONE: ReadonlySet<string> = new Set();

/** Marks that may stand between the characters of one word, so many of them. */
const MARKS_MAX = 3;
const GAP = `~{0,${MARKS_MAX}}\\|?`;
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
  'y',
);
const WORDS = new Map(SPELLED.map(([word, sounds]) => [sounds.replaceAll(' ', ''), word]));

/** A character as it sounds: `|zhuang`, of another word than any of these `|.`, of no word `~`. */
const sounded = byCode((character) => {
  if (HAN.test(character)) return `|${SOUNDS.get(character) ?? '.'}`;
  return WORD.test(character) ? '|.' : '~';
});
const isLatin = byCode((character) => LATIN.test(character));

/** The place in the text of each sign of what `soundsFrom` gave last. */
let places = new Uint32Array(1024);

/**
 * A part of a text by its sounds: `|bao|zheng~|jin|.`, a bar before each character or run of letters. Asked for at many
 * places of each text, so the places go into a list that is kept.
 */
function soundsFrom(text: string, from: number, to: number): string {
  let sounding = '';
  let placed = 0;
  let letters = false;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    const latin = isLatin(code);
    if (latin && !letters) sounding += '|';
    sounding += latin ? text.charAt(at) : sounded(code);
    letters = latin;
    if (sounding.length > places.length) {
      const before = places;
      places = new Uint32Array(2 * sounding.length);
      places.set(before);
    }
    for (let i = placed; i < sounding.length; i++) places[i] = at;
    placed = sounding.length;
  }
  return sounding;
}

/** Which sounds follow each other in a word; of letters that may spell more than one of them this says nothing. */
const followers = new Map<string, Set<string>>();
for (const [, sounds] of SPELLED) {
  const [first = '', second = ''] = sounds.split(' ').map((sound) => `|${sound}`);
  followers.set(first, (followers.get(first) ?? new Set()).add(second));
}
const followersOf = byCode((character) => followers.get(sounded(character.codePointAt(0)!)) ?? NONE);
/** As long as any word is with all its letters and marks, and what stands behind it. */
const LONGEST = Math.max(
  ...SPELLED.map(([, sounds]) => sounds.length + MARKS_MAX * sounds.split(' ').length + 1),
);

/** Whether a word by its sounds may begin at a place. */
function mayBegin(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (isLatin(code)) return at === 0 || !isLatin(text.charCodeAt(at - 1));
  const follow = followersOf(code);
  if (follow.size === 0) return false;
  let next = at + 1;
  while (next <= at + MARKS_MAX && next < text.length && sounded(text.charCodeAt(next)) === '~') next++;
  if (next >= text.length) return false;
  const other = text.charCodeAt(next);
  return isLatin(other) || follow.has(sounded(other));
}

/** Marks that end a clause part a word only for who wants to hide it, and then only a longer one. */
const CLAUSE = /[，。；：！？,;:!?\s]/;

/**
 * Whether somebody means the word who writes so: with letters in it, marks between, or other characters in a long one.
 */
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
  const found: Span[] = [];
  for (let start = 0; start < text.length; start++) {
    if (!mayBegin(text, start)) continue;
    const sounding = soundsFrom(text, start, Math.min(text.length, start + LONGEST));
    SOUNDING.lastIndex = 0;
    const sound = SOUNDING.exec(sounding)?.[0];
    if (sound === undefined) continue;
    const end = places[sound.length - 1]! + 1;
    const word = WORDS.get(sound.replace(/[|~]/g, ''));
    const written = text.slice(start, end);
    if (word !== undefined && written !== word && meant(written, word)) found.push({ start, end, word });
    start = end - 1;
  }
  return found;
}

const formsIn = anywhere(MISSPELLED.map(([form]) => form));
const byForm = (text: string): Span[] =>
  formsIn(text).flatMap(({ place, regex }) => {
    const [, word] = MISSPELLED[place]!;
    return [...text.matchAll(regex)].map(({ 0: run, index }) => ({
      start: index,
      end: index + run.length,
      word,
    }));
  });

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
  if (!hasParts(text)) return found;
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
