import { readFileSync } from 'node:fs';
import { BUCKETS, features, type Likeness, likeness, pieces } from '../src/posting/likeness.ts';
import { textFields } from '../src/posting/text.ts';
import { type Case, ORDINARY } from './case.ts';

/** Wrongs that stand in numbers and dates, not in words: no text reads like them. */
const IN_NUMBERS =
  /^(?:missing|shift|validity|headcount|source|load)\.|^pay\.(?:below_minimum|settled_late|settlement_differs|zero|range|piece|negotiable)$|^age\.minor_forbidden$|^title\.relative_day$/;

/** What is learned from: the features of a posting's pieces, and whether they are bad. */
export type Example = { bad: boolean; pieces: readonly (readonly number[])[] };

/** The postings whose answer stands in their words. */
export function examplesOf(cases: readonly Case[]): Example[] {
  return cases.flatMap(({ posting, expect }) => {
    const bad = expect.some((ids) => !IN_NUMBERS.test(ids));
    if (!bad && expect.length > 0) return [];
    const texts = textFields(posting).flatMap(({ text }) => (text === ORDINARY ? [] : pieces(text)));
    return [{ bad, pieces: texts.map(features) }];
  });
}

/** What is learned from besides the postings, one a line, and whether it is bad: no rule is judged by it. */
const LINES: readonly (readonly [string, boolean])[] = [
  ['clean', false],
  ['dense', false],
  ['bad', true],
];

/** Ordinary sentences and long honest postings, so that these are known as such, and plain bad sentences. */
export function sentences(): Example[] {
  return LINES.flatMap(([name, bad]) =>
    readFileSync(new URL(`lines/${name}.txt`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line) => ({ bad, pieces: pieces(line).map(features) })),
  );
}

/** A clean sentence that is taken for a bad one costs ten times what a bad one costs that is not seen. */
const COST = { clean: 1, bad: 0.1 };
/** With fewer the weights still depend on the order of the rows, and a line more changes what is found. */
const PASSES = 100;
/** Shares no factor with most lengths: neighbours of one file are not learned one after another. */
const STRIDE = 7919;

type Row = { bad: boolean; places: readonly number[] };
type Fitted = Likeness & { weights: Float64Array };

/**
 * Linear support vectors with squared hinge loss by dual coordinate descent (Hsieh et al. 2008, algorithm 1). Only the
 * four basic operations and square roots, in a fixed order: the same weights to the last bit on every machine.
 */
function fit(rows: readonly Row[]): Fitted {
  const weights = new Float64Array(BUCKETS);
  const alphas = new Float64Array(rows.length);
  let bias = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    for (let step = 0; step < rows.length; step++) {
      const at = (step * STRIDE + pass) % rows.length;
      const { bad, places } = rows[at]!;
      const side = bad ? 1 : -1;
      const slack = 1 / (2 * (bad ? COST.bad : COST.clean));
      const alpha = alphas[at]!;
      const slope = side * likeness({ weights, bias }, places) - 1 + alpha * slack;
      const next = Math.max(0, alpha - slope / (2 + slack));
      if (next === alpha) continue;
      alphas[at] = next;
      const change = (next - alpha) * side;
      bias += change;
      const share = change / Math.sqrt(places.length);
      for (const place of places) weights[place]! += share;
    }
  }
  return { weights, bias };
}

/** Of a bad posting most is honest. */
const BAD_PIECES = 1;
/** How often the worst are looked for anew, with the weights that came of the last. */
const ROUNDS = 2;

/**
 * All of a clean posting is clean; what of a bad one is bad nobody says: it is fitted with all of them, and again with
 * the one that was found worst.
 */
export function learn(examples: readonly Example[]): Fitted {
  const rows = (taken: (one: Example) => Example['pieces']) =>
    examples.flatMap((one) => taken(one).map((places) => ({ bad: one.bad, places })));
  let model = fit(rows((one) => one.pieces));
  for (let round = 0; round < ROUNDS; round++) {
    const known = model;
    const worst = (one: Example) =>
      [...one.pieces].sort((a, b) => likeness(known, b) - likeness(known, a)).slice(0, BAD_PIECES);
    model = fit(rows((one) => (one.bad ? worst(one) : one.pieces)));
  }
  return model;
}

/** A posting is as bad as the worst of its pieces. */
export const scoreOf = (model: Likeness, one: Example): number =>
  Math.max(...one.pieces.map((places) => likeness(model, places)));
