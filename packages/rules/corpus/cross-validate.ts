import type { Case } from './case.ts';
import { type Example, examplesOf, learn, scoreOf, THRESHOLD_SHARE } from './train.ts';

const FOLDS = 10;

/** Each example's score by weights that were fitted without its fold. */
export function foldScores(examples: readonly Example[], folds = FOLDS): number[] {
  const scores = new Array<number>(examples.length);
  for (let fold = 0; fold < folds; fold++) {
    const model = learn(examples.filter((_, at) => at % folds !== fold));
    examples.forEach((one, at) => {
      if (at % folds === fold) scores[at] = scoreOf(model, one);
    });
  }
  return scores;
}

/** The score above which so small a share of the clean examples lies, by weights that had not seen them. */
export function thresholdOf(
  examples: readonly Example[],
  scores: readonly number[],
  share = THRESHOLD_SHARE,
): number {
  const clean = scores.filter((_, at) => !examples[at]!.bad).sort((a, b) => b - a);
  return clean[Math.floor(clean.length * share)]!;
}

export function crossValidate(cases: readonly Case[]): string[] {
  const examples = examplesOf(cases);
  const scores = foldScores(examples);
  const threshold = thresholdOf(examples, scores);
  const above = examples.filter((_, at) => scores[at]! > threshold);
  const bad = examples.filter((one) => one.bad).length;
  const right = above.filter((one) => one.bad).length;
  const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`;
  return [
    `Classifier, ${FOLDS}-fold over ${examples.length} postings of the development part, alone and at its threshold ${threshold.toFixed(3)}:`,
    `  precision ${percent(right, above.length)}, recall ${percent(right, bad)}, asks about clean ones ${percent(above.length - right, examples.length - bad)}`,
  ];
}
