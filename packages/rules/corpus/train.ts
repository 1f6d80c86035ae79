import { BUCKETS, features, type Likeness, likeness, pieces } from '../src/posting/likeness.ts';
import { textFields } from '../src/posting/text.ts';
import type { Case } from './case.ts';
import { foldScores, thresholdOf } from './cross-validate.ts';
import { DEVELOPMENT } from './postings.ts';

/** Wrongs that stand in numbers and dates, not in words: no text reads like them. */
const IN_NUMBERS =
  /^(?:missing|shift|validity|headcount|source|load)\.|^pay\.(?:below_minimum|settled_late|zero|range|piece|negotiable)$|^age\.minor_forbidden$/;

/** A posting as it is learned from: the features of its pieces, and whether one of them is bad. */
export type Example = { bad: boolean; pieces: readonly (readonly number[])[] };

export function example(one: Case): Example | null {
  const wrong = one.expect.filter((ids) => !IN_NUMBERS.test(ids));
  if (wrong.length === 0 && one.expect.length > 0) return null;
  const texts = textFields(one.posting).flatMap(({ text }) => pieces(text));
  return { bad: wrong.length > 0, pieces: texts.map(features).filter((places) => places.length > 2) };
}

export const examplesOf = (cases: readonly Case[]): Example[] =>
  cases.map(example).filter((one) => one !== null && one.pieces.length > 0) as Example[];

type Row = { places: readonly number[]; label: 1 | -1; cost: number };

export const OPTIONS = { cost: 0.1, badCost: 0.1, rounds: 1, passes: 30 };

/**
 * Linear support vectors with squared hinge loss by dual coordinate descent (Hsieh et al. 2008). Only the four basic
 * operations and square roots, in a fixed order: the same weights to the last bit on every machine.
 */
function fit(rows: readonly Row[], passes: number): { weights: Float64Array; bias: number } {
  const weights = new Float64Array(BUCKETS);
  let bias = 0;
  const alphas = new Float64Array(rows.length);
  for (let pass = 0; pass < passes; pass++) {
    for (let step = 0; step < rows.length; step++) {
      // A stride that shares no factor with most lengths: neighbours of one file are not learned one after another.
      const at = (step * 7919 + pass) % rows.length;
      const { places, label, cost } = rows[at]!;
      const scale = 1 / Math.sqrt(places.length);
      let score = bias;
      for (const place of places) score += weights[place]! * scale;
      const slope = label * score - 1 + alphas[at]! / (2 * cost);
      const next = Math.max(0, alphas[at]! - slope / (2 + 1 / (2 * cost)));
      const change = (next - alphas[at]!) * label;
      if (change === 0) continue;
      alphas[at] = next;
      for (const place of places) weights[place]! += change * scale;
      bias += change;
    }
  }
  return { weights, bias };
}

const worst = (model: Likeness, one: Example) =>
  one.pieces.reduce((a, b) => (likeness(model, a) >= likeness(model, b) ? a : b));

/**
 * Every piece of a clean posting is clean; of a bad one at least one piece is bad, nobody says which. So it is fitted
 * in rounds, each taking for bad the piece that the one before found worst; the first takes all.
 */
export function learn(
  examples: readonly Example[],
  options = OPTIONS,
): { weights: Float64Array; bias: number } {
  let model: ReturnType<typeof fit> | null = null;
  for (let round = 0; round < options.rounds; round++) {
    const known = model;
    const rows = examples.flatMap((one): Row[] => {
      const taken = one.bad && known ? [worst(known, one)] : one.pieces;
      const cost = one.bad ? options.badCost : options.cost;
      return taken.map((places) => ({ places, label: one.bad ? 1 : -1, cost }));
    });
    model = fit(rows, options.passes);
  }
  return model!;
}

export const scoreOf = (model: Likeness, one: Example): number =>
  Math.max(...one.pieces.map((places) => likeness(model, places)));

/** At most this share of clean postings may be asked about, by weights that had not seen them. */
export const THRESHOLD_SHARE = 0.008;
const LARGEST = 127;

/** The source of the weights file, made anew from the development part: 8 bits a weight, packed in base64. */
export function weightsSource(): string {
  const examples = examplesOf(DEVELOPMENT);
  const threshold = thresholdOf(examples, foldScores(examples));
  const { weights, bias } = learn(examples);
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / LARGEST;
  const packed = Buffer.from(Int8Array.from(weights, (weight) => Math.round(weight / scale)).buffer);
  const figure = (value: number) => Number(value.toPrecision(6));
  return `// Made by \`npm run rules -- train\` from the corpus of postings; not to be edited.
export const SCALE = ${figure(scale)};
export const BIAS = ${figure(bias)};
export const THRESHOLD = ${figure(threshold)};
export const PACKED =
  '${packed.toString('base64')}';
`;
}
