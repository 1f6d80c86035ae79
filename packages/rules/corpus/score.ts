import { checkPosting } from '../src/posting/check.ts';
import { SECOND_LOOK } from '../src/posting/second-look.ts';
import type { Case } from './case.ts';

/** How the rules did on one case. */
export type Result = {
  case: Case;
  /** Rules that blocked though nothing of the kind is wrong. */
  falseBlocks: string[];
  falseAsks: string[];
  /** Expected rules that stayed silent. */
  misses: string[];
  /** The classifier found the posting worth a look: no rule flagged it. */
  looked: boolean;
  /** At least one rule flagged the posting, the one expected or another. */
  seen: boolean;
  words: string[];
};

/** Most cases have the ordinary pay, whatever their text says: that the two differ is no fault of theirs. */
const DIFFER = ['pay.differs', 'pay.settlement_differs'];

/** `a/b`: either will do. */
const hits = (ids: string, rule: string) => ids.split('/').includes(rule);

export function score(one: Case): Result {
  const all = checkPosting(one.posting, one.context);
  const unsaid = new Set(DIFFER.filter((rule) => !one.expect.includes(rule)));
  const flags = all.filter(({ rule }) => rule !== SECOND_LOOK && !unsaid.has(rule));
  const wrong = flags.filter((f) => !one.expect.some((ids) => hits(ids, f.rule)));
  const rules = (level: 'block' | 'ask') => [
    ...new Set(wrong.filter((f) => f.level === level).map((f) => f.rule)),
  ];
  return {
    case: one,
    falseBlocks: rules('block'),
    falseAsks: rules('ask'),
    misses: one.expect.filter((ids) => !flags.some((f) => hits(ids, f.rule))),
    looked: all.some((f) => f.rule === SECOND_LOOK),
    seen: flags.length > 0,
    words: wrong.flatMap((f) => f.words),
  };
}

/** Counts of a part of the corpus, each by posting. */
export type Counts = {
  clean: number;
  bad: number;
  /** Clean postings that a rule blocks. */
  falseBlocks: number;
  /** Clean postings that no rule blocks and one asks about. */
  falseAsks: number;
  /** Clean postings that only the classifier asks about. */
  falseLooks: number;
  /** Bad postings of which an expected rule stayed silent. */
  missed: number;
  /** Bad postings that no rule flagged at all. */
  unseen: number;
  /** Those of them that the classifier asks about. */
  caught: number;
};

export function counts(results: readonly Result[]): Counts {
  const clean = results.filter((r) => r.case.expect.length === 0);
  const bad = results.filter((r) => r.case.expect.length > 0);
  const unseen = bad.filter((r) => !r.seen);
  return {
    clean: clean.length,
    bad: bad.length,
    falseBlocks: clean.filter((r) => r.falseBlocks.length > 0).length,
    falseAsks: clean.filter((r) => r.falseBlocks.length === 0 && r.falseAsks.length > 0).length,
    falseLooks: clean.filter((r) => r.looked).length,
    missed: bad.filter((r) => r.misses.length > 0).length,
    unseen: unseen.length,
    caught: unseen.filter((r) => r.looked).length,
  };
}
