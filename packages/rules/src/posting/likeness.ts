import { byCode } from '../by-character.ts';
import { type Folded, originalWords } from './folded.ts';
import { classed, NO_CLASS } from './likeness-classes.ts';
import { readText } from './text.ts';

/** Weights of sequences, by the hash of each; what they are fitted to: `corpus/learn.ts`. */
export type Likeness = { weights: ArrayLike<number>; bias: number };

/** A part of a text about as long as a thought: as it is read, from `start` of the text read, and in the original. */
export type Piece = { start: number; read: string; original: string };

/** How many weights there are, one character each in their file; a hash leaves its remainder by it as its place. */
export const BUCKETS = 64_000;
const LONGEST_PIECE = 40;
const PRIME = 0x01000193;
/** Where the hashes of each kind of sequence start: the same letters are not the same sequence. */
const WORDS = 0x811c9dc5;
const CLASSED = 0x3779b97f;
const FRAME = 0x51ed270b;
const SHAPE = 0x9dc5811c;

const endsSentence = byCode((character) => '。！？!?；;\n'.includes(character));
const endsClause = byCode((character) => '，,、'.includes(character));
/** Spaces and marks that stand in a word only to hide it; what is left are letters, figures, pictures and commas. */
const MARKS = /[^\p{L}\p{N}\p{M}\p{So},、]+/gu;

const piece = (folded: Folded, start: number, end: number): Piece => ({
  start,
  read: folded.text.slice(start, end),
  original: originalWords(folded, start, end),
});

/** A text in pieces: sentences, long ones at their commas. */
export function pieces(text: string): Piece[] {
  const folded = readText(text);
  const found: Piece[] = [];
  const read = folded.text;
  for (let from = 0; from < read.length; ) {
    const to = until(read, from, read.length, endsSentence);
    if (to > from) addClauses(folded, from, to, found);
    from = to + 1;
  }
  return found;
}

/** The first place from `from` on where such a character stands, or `to`. */
function until(text: string, from: number, to: number, ends: (code: number) => boolean): number {
  let at = from;
  while (at < to && !ends(text.charCodeAt(at))) at++;
  return at;
}

function addClauses(folded: Folded, from: number, to: number, found: Piece[]): void {
  const { text } = folded;
  const isEnd = (at: number) => at < to && endsClause(text.charCodeAt(at));
  let [start, end, at] = [from, from, from];
  while (isEnd(at)) at++;
  while (at < to) {
    const first = at;
    at = until(text, at, to, endsClause);
    while (isEnd(at)) at++;
    const length = at - first;
    if (end > start && end - start + length > LONGEST_PIECE) {
      found.push(piece(folded, start, end));
      start = end;
    }
    end += length;
  }
  if (end > start) found.push(piece(folded, start, end));
}

const SIGNS: readonly (readonly [string, RegExp])[] = [
  ['h', /\p{Script=Han}/u],
  ['d', /[0-9]/],
  ['a', /[a-zA-Z]/],
  ['n', /\p{N}/u],
  ['w', /\p{L}/u],
  ['p', /[，。、：；！？（）“”《》,.:;!?()%~/+-]/],
  ['_', /\s/],
];
const sign = byCode((character) => SIGNS.find(([, kind]) => kind.test(character))?.[0] ?? 's');

/** What kind of sign stands where: the shape of a disguise (`微❤信`, `jie码`, `押·金`) is the same for every word. */
function shape(text: string): string {
  let signs = '';
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at)!;
    signs += sign(code);
    at += code > 0xffff ? 2 : 1;
  }
  return signs.replace(/h{3,}/g, 'hh');
}

/** Which piece a place was found for last: cheaper than a set of each piece's places. */
const stamps = new Uint32Array(BUCKETS);
let stamp = 0;
/** The places of the piece looked at last, so many of them: no more than there are. */
const places = new Uint32Array(BUCKETS);
let known = 0;

/** Adds the places of all sequences of so many characters. */
function sequences(text: string, shortest: number, longest: number, start: number): void {
  for (let from = 0; from < text.length; from++) {
    let hash = start;
    const end = Math.min(text.length, from + longest);
    for (let to = from; to < end; to++) {
      hash = Math.imul(hash ^ text.charCodeAt(to), PRIME);
      if (to - from + 1 < shortest) continue;
      const place = ((hash ^ (hash >>> 15)) >>> 0) % BUCKETS;
      if (stamps[place] === stamp) continue;
      stamps[place] = stamp;
      places[known] = place;
      known++;
    }
  }
}

/**
 * The places of a piece's sequences, each once: of its characters; of these with classes for words; of the classes
 * alone, whatever stands between them; and of kinds of signs.
 */
export function features(of: Omit<Piece, 'start'>): number[] {
  lookFor(of);
  return Array.from(places.subarray(0, known));
}

function lookFor({ read, original }: Omit<Piece, 'start'>): void {
  stamp = (stamp + 1) >>> 0;
  known = 0;
  const plain = read.replace(MARKS, '');
  const tokens = classed(plain);
  sequences(`^${plain.replace(/\d/g, '0')}$`, 1, 2, WORDS);
  sequences(`^${tokens}$`, 1, 2, CLASSED);
  sequences(tokens.replace(NO_CLASS, ''), 1, 3, FRAME);
  sequences(shape(original.trim()), 2, 3, SHAPE);
}

/** How far a piece is on the side of the bad ones; 0 is the border, higher is worse. */
export const likeness = (model: Likeness, of: readonly number[]): number => sumOf(model, of, of.length);

/** The same of a piece, without a list of its places that is thrown away. */
export function likenessOfPiece(model: Likeness, of: Piece): number {
  lookFor(of);
  return sumOf(model, places, known);
}

function sumOf({ weights, bias }: Likeness, of: ArrayLike<number>, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += weights[of[at]!]!;
  return sum / Math.sqrt(count) + bias;
}

/** One character for each weight, 31 steps to either side: fine ones where nearly all weights are, near nothing. */
const STEPS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MIDDLE = 31;

/** Weights as characters, and the largest of them. */
export function pack(weights: ArrayLike<number>): { packed: string; most: number } {
  const most = Array.from(weights).reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0);
  const stepOf = (weight: number) =>
    Math.sign(weight) * Math.round(Math.sqrt(Math.abs(weight) / most) * MIDDLE);
  const packed = Array.from(weights, (weight) => STEPS.charAt(MIDDLE + stepOf(weight))).join('');
  return { packed, most };
}

export function unpack(packed: string, most: number): Float32Array {
  const weightOf = (step: number) => (step * Math.abs(step) * most) / MIDDLE ** 2;
  const values = new Map([...STEPS].map((letter, at) => [letter, weightOf(at - MIDDLE)]));
  return Float32Array.from(packed, (letter) => values.get(letter)!);
}
