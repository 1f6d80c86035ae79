import { ADVICE } from '../messages/zh-CN.ts';
import { ACCOUNTS, BODY, EXAM, SEX_WORK, TRIAL } from './hints/crime.ts';
import { BAIT_PAY, CHARGED, CONTACT, TASK } from './hints/money.ts';
import { FINES, HELD_BACK, IN_KIND, WAIVED } from './hints/pay.ts';
import { CHILDREN, ETHNIC, HOUSEHOLD, LOOKS } from './hints/people.ts';
import { type Phrases, phraseCheck } from './phrases.ts';
import type { WordRule } from './rule.ts';

/**
 * Wordings that suggest a wrong by who is to give what to whom, without naming it: a person has to look, and so they
 * only ever ask, whatever the rule's own words would do.
 */
const HINTS: Readonly<Record<string, readonly [Phrases, string]>> = {
  'crime.accounts': [ACCOUNTS, ADVICE.accounts],
  'crime.sex': [SEX_WORK, ADVICE.sexWork],
  'crime.body': [BODY, ADVICE.body],
  'crime.exam': [EXAM, ADVICE.exam],
  'health.trial': [TRIAL, ADVICE.trial],
  'fees.charged': [CHARGED, ADVICE.fee],
  'bait.task': [TASK, ADVICE.task],
  'bait.contact': [CONTACT, ADVICE.contact],
  'bait.pay': [BAIT_PAY, ADVICE.baitPay],
  'pay.held_back': [HELD_BACK, ADVICE.heldBack],
  'pay.fines': [FINES, ADVICE.fines],
  'pay.in_kind': [IN_KIND, ADVICE.inKind],
  'rights.waived': [WAIVED, ADVICE.waived],
  'discrimination.household': [HOUSEHOLD, ADVICE.household],
  'discrimination.ethnic': [ETHNIC, ADVICE.ethnic],
  'discrimination.looks': [LOOKS, ADVICE.looks],
  'age.child': [CHILDREN, ADVICE.child],
};

/** The hints of these rules, as rules of the same ids that only ask. */
export const hintRules = (rules: readonly WordRule[]): WordRule[] =>
  rules.flatMap(({ id, article }) => {
    const hints = HINTS[id];
    return hints ? [{ id, level: 'ask' as const, article, check: phraseCheck(...hints) }] : [];
  });
