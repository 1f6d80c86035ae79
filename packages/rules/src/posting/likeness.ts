import { normalText } from '@linggong/contracts/normal.ts';
import { simplified } from '@linggong/contracts/simplified.ts';

/** Weights of character sequences, by the hash of each; what they are fitted to: `corpus/train.ts`. */
export type Likeness = { weights: ArrayLike<number>; bias: number };

/** A power of two: the low bits of a hash are the place of its weight. */
export const BUCKETS = 1 << 15;
const LONGEST_SEQUENCE = 3;
const LONGEST_PIECE = 40;
const PRIME = 0x01000193;
/** Where the hashes of words and of shapes start: the same letters are not the same sequence. */
const WORDS = 0x811c9dc5;
const SHAPE = 0x9dc5811c;

const SENTENCE = /[^。！？!?；;\n]+/g;
const CLAUSE = /[^，,、]+[，,、]*/g;
/** Spaces and marks that stand in a word only to hide it; what is left are letters, figures and pictures. */
const MARKS = /[^\p{L}\p{N}\p{M}\p{So}]+/gu;

/** A text in pieces about as long as a thought: sentences, long ones at their commas. Exact parts of the text. */
export function pieces(text: string): string[] {
  const found: string[] = [];
  for (const [sentence] of text.matchAll(SENTENCE)) {
    let piece = '';
    for (const [clause] of sentence.matchAll(CLAUSE)) {
      if (piece !== '' && piece.length + clause.length > LONGEST_PIECE) {
        found.push(piece);
        piece = '';
      }
      piece += clause;
    }
    if (piece !== '') found.push(piece);
  }
  return found;
}

/** One form for all ways to write it; amounts differ too much to mean anything, so every figure is `0`. */
const plain = (piece: string) => simplified(normalText(piece)).replace(MARKS, '').replace(/\d/g, '0');

const SIGNS: readonly (readonly [string, RegExp])[] = [
  ['r', /[\u2e80-\u2fdf亻讠氵扌钅忄纟辶艹宀冫彳犭礻衤]/],
  ['h', /\p{Script=Han}/u],
  ['d', /[0-9]/],
  ['a', /[a-z]/],
  ['A', /[A-Z]/],
  ['n', /\p{N}/u],
  ['w', /\p{L}/u],
  ['p', /[，。、：；！？（）“”《》,.:;!?()%~/+-]/],
  ['_', /\s/],
];
const sign = (character: string) => SIGNS.find(([, kind]) => kind.test(character))?.[0] ?? 's';

/** What kind of sign stands where: the shape of a disguise (`微❤信`, `jie码`, `押·金`) is the same for every word. */
const shape = (piece: string) => [...piece].map(sign).join('').replace(/h{3,}/g, 'hh');

function sequences(text: string, start: number, places: Set<number>): void {
  for (let from = 0; from < text.length; from++) {
    let hash = start;
    for (let to = from; to < Math.min(text.length, from + LONGEST_SEQUENCE); to++) {
      hash = Math.imul(hash ^ text.charCodeAt(to), PRIME);
      places.add((hash ^ (hash >>> 15)) & (BUCKETS - 1));
    }
  }
}

/** The places of a piece's sequences of up to three characters and of up to three kinds of signs, each once. */
export function features(piece: string): number[] {
  const places = new Set<number>();
  sequences(`^${plain(piece)}$`, WORDS, places);
  sequences(shape(piece.trim()), SHAPE, places);
  return [...places];
}

/** How far a piece is on the side of the bad ones; 0 is the border, higher is worse. */
export function likeness({ weights, bias }: Likeness, places: readonly number[]): number {
  let sum = 0;
  for (const place of places) sum += weights[place]!;
  return sum / Math.sqrt(places.length) + bias;
}

/** One character for each weight, 31 steps to either side. */
const STEPS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MIDDLE = 31;

export function pack(weights: ArrayLike<number>): { packed: string; step: number } {
  const step = Array.from(weights).reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / MIDDLE;
  const packed = Array.from(weights, (weight) => STEPS.charAt(MIDDLE + Math.round(weight / step))).join('');
  return { packed, step };
}

export function unpack(packed: string, step: number): Float32Array {
  const values = new Map([...STEPS].map((letter, at) => [letter, (at - MIDDLE) * step]));
  return Float32Array.from(packed, (letter) => values.get(letter)!);
}
