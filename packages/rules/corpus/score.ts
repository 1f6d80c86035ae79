import { checkPosting } from '../src/posting/check.ts';
import type { Case } from './case.ts';

/** How the rules did on one case. */
export type Result = {
  case: Case;
  /** Rules that blocked though nothing of the kind is wrong. */
  falseBlocks: string[];
  falseAsks: string[];
  /** Expected rules that stayed silent. */
  misses: string[];
  words: string[];
};

export function score(one: Case): Result {
  const flags = checkPosting(one.posting, one.context);
  const wrong = flags.filter((f) => !one.expect.includes(f.rule));
  const rules = (level: 'block' | 'ask') => [
    ...new Set(wrong.filter((f) => f.level === level).map((f) => f.rule)),
  ];
  return {
    case: one,
    falseBlocks: rules('block'),
    falseAsks: rules('ask'),
    misses: one.expect.filter((rule) => !flags.some((f) => f.rule === rule)),
    words: wrong.flatMap((f) => f.words),
  };
}
