import type { Flag } from '@linggong/contracts/flag.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { AGE_RULES, MINOR_RULES } from './age.ts';
import { BAIT_RULES } from './bait.ts';
import { CONDITION_RULES } from './conditions.ts';
import { CRIME_RULES } from './crime.ts';
import { DISCRIMINATION_RULES } from './discrimination.ts';
import { FEE_RULES } from './fees.ts';
import { hintRules } from './hints.ts';
import { LOAD_RULES } from './load.ts';
import { MISSING_RULES } from './missing.ts';
import { PAY_RULES } from './pay.ts';
import { PAY_WORD_RULES } from './pay-words.ts';
import { relativeDay } from './relative-day.ts';
import { RIGHTS_RULES } from './rights.ts';
import type { Finding, PostingContext, Rule, WordRule } from './rule.ts';
import { secondLook } from './second-look.ts';
import { SHIFT_RULES } from './shifts.ts';
import { SOURCE_RULES } from './source.ts';

export type { EmployerKind, PostingContext } from './rule.ts';

/** The rules about what a posting's words and conditions say; they need nothing but the posting. */
export const WORD_RULES: readonly WordRule[] = [
  ...PAY_WORD_RULES,
  ...FEE_RULES,
  ...DISCRIMINATION_RULES,
  ...CONDITION_RULES,
  ...AGE_RULES,
  ...RIGHTS_RULES,
  ...BAIT_RULES,
  ...CRIME_RULES,
];

/** Asked where none of the word rules had a remark. */
const HINT_RULES = hintRules(WORD_RULES);
const WORD_RULE_IDS: ReadonlySet<string> = new Set(WORD_RULES.map(({ id }) => id));

/** Whether any of the word rules flags the posting. */
export function saysSomethingWrong(posting: Posting): boolean {
  return [...WORD_RULES, ...HINT_RULES].some(({ check }) => check(posting).length > 0);
}

/** Every rule, in the order in which an employer fills in a posting. */
export const RULES: readonly Rule[] = [
  ...MISSING_RULES,
  relativeDay,
  ...SHIFT_RULES,
  ...PAY_RULES,
  ...WORD_RULES,
  ...MINOR_RULES,
  ...LOAD_RULES,
  ...SOURCE_RULES,
];

/** One finding for each field, with all its words. */
function byField(findings: readonly Finding[]): Finding[] {
  const fields = new Map<string, Finding>();
  for (const finding of findings) {
    const words = [...(fields.get(finding.field)?.words ?? []), ...finding.words];
    fields.set(finding.field, { ...finding, words: [...new Set(words)] });
  }
  return [...fields.values()];
}

/**
 * What the rules find in a posting: one flag for each rule and field, with the article, the exact words and
 * what to do. A flag never decides: `block` keeps a posting from being handed in, `ask` sends it to an
 * operator. Pure; cheap enough to run while somebody types.
 */
export function checkPosting(posting: Posting, context: PostingContext): Flag[] {
  const flagsOf = (rules: readonly Rule[]): Flag[] =>
    rules.flatMap(({ id, level, forwardedLevel, article, check }) =>
      byField(check(posting, context)).map((finding) => ({
        rule: id,
        level: context.forwarded ? (forwardedLevel ?? level) : level,
        article,
        ...finding,
      })),
    );
  const flags = flagsOf(RULES);
  if (flags.some(({ rule }) => WORD_RULE_IDS.has(rule))) return flags;
  const all = [...flags, ...flagsOf(HINT_RULES)];
  return all.length > 0 ? all : secondLook(posting);
}
