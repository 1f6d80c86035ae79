import type { Case } from './case.ts';
import { type Example, examplesOf, learn, scoreOf, sentences } from './learn.ts';

const FOLDS = 10;
/** Divided anew so many times: where the few worst clean postings fall decides much of a threshold. */
const ROUNDS = 3;
/** At most this share of clean postings may be asked about. */
const SHARE = 0.006;

/** At most these shares of bad postings may read like honest ones where a hint is found, and where a doubtful hit of a rule is. */
const LOST = { harmless: 0.045, honest: 0.33 };

const foldOf = (at: number, round: number) => (at + Math.floor(at / FOLDS) * round) % FOLDS;

type Scored = { bad: boolean; score: number };

/** Each posting's scores, one for each round, by weights that were fitted without its fold. */
function foldScores(examples: readonly Example[]): Scored[] {
  const besides = sentences();
  const scored: Scored[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (let fold = 0; fold < FOLDS; fold++) {
      const inFold = (_: Example, at: number) => foldOf(at, round) === fold;
      const model = learn([...examples.filter((one, at) => !inFold(one, at)), ...besides]);
      scored.push(...examples.filter(inFold).map((one) => ({ bad: one.bad, score: scoreOf(model, one) })));
    }
  }
  return scored;
}

export type Figures = {
  threshold: number;
  /** What is below reads like an honest posting, as do these shares of the bad ones: `LOST`. */
  harmless: number;
  honest: number;
  precision: number;
  recall: number;
  falseAsks: number;
};

/** The threshold of the classifier, and how it does alone, by weights that had not seen what they judge. */
export function crossValidate(cases: readonly Case[]): Figures {
  const scored = foldScores(examplesOf(cases));
  const clean = scored.filter(({ bad }) => !bad).map(({ score }) => score);
  const threshold = clean.sort((a, b) => b - a)[Math.floor(clean.length * SHARE)]!;
  const above = scored.filter(({ score }) => score > threshold);
  const bad = scored.flatMap(({ bad: is, score }) => (is ? [score] : [])).sort((a, b) => a - b);
  const right = above.filter(({ bad }) => bad).length;
  return {
    threshold,
    harmless: bad[Math.floor(bad.length * LOST.harmless)]!,
    honest: bad[Math.floor(bad.length * LOST.honest)]!,
    precision: right / above.length,
    recall: right / (scored.length - clean.length),
    falseAsks: (above.length - right) / clean.length,
  };
}
