import { ADVICE } from '../messages/zh-CN.ts';
import { ACCOUNTS, BODY, EXAM, SEX_WORK, TRIAL } from './hints/crime.ts';
import * as dealings from './hints/dealings.ts';
import * as groups from './hints/groups.ts';
import * as kept from './hints/kept.ts';
import { BAIT_PAY, CHARGED, CONTACT, TASK } from './hints/money.ts';
import { FINES, HELD_BACK, IN_KIND, WAIVED } from './hints/pay.ts';
import { CHILDREN, ETHNIC, HOUSEHOLD, LOOKS } from './hints/people.ts';
import * as schemes from './hints/schemes.ts';
import { heldBackAdvice } from './pay-words.ts';
import { type Advice, type Phrases, phraseCheck } from './phrases.ts';
import type { WordRule } from './rule.ts';

/** What either list looks for; what excuses one excuses the other. */
const both = (a: Phrases, b: Phrases): Phrases => ({
  any: [...a.any, ...b.any],
  unless: [...(a.unless ?? []), ...(b.unless ?? [])],
  spoken: [...new Set([...(a.spoken ?? []), ...(b.spoken ?? [])])],
});

/**
 * Wordings that suggest a wrong by who is to give what to whom, without naming it: a person has to look, and so they
 * only ever ask, whatever the rule's own words would do.
 */
const HINTS: Readonly<Record<string, readonly [Phrases, Advice]>> = {
  'crime.accounts': [both(ACCOUNTS, schemes.ACCOUNTS), ADVICE.accounts],
  'crime.sex': [both(SEX_WORK, schemes.SEX_WORK), ADVICE.sexWork],
  'crime.body': [both(BODY, schemes.BODY), ADVICE.body],
  'crime.exam': [both(EXAM, schemes.EXAM), ADVICE.exam],
  'health.trial': [both(TRIAL, schemes.TRIAL), ADVICE.trial],
  'fees.deposit': [both(dealings.DEPOSIT, kept.DEPOSIT), ADVICE.deposit],
  'fees.charged': [both(both(CHARGED, dealings.CHARGED), kept.CHARGED), ADVICE.fee],
  'fees.documents': [dealings.DOCUMENTS, ADVICE.documents],
  'bait.task': [both(TASK, schemes.TASK), ADVICE.task],
  'bait.app': [schemes.APP, ADVICE.app],
  'bait.contact': [both(CONTACT, schemes.CONTACT), ADVICE.contact],
  'bait.pay': [both(BAIT_PAY, schemes.PAY), ADVICE.baitPay],
  'bait.training': [dealings.TRAINING, ADVICE.training],
  'bait.abroad': [schemes.ABROAD, ADVICE.abroad],
  'pay.held_back': [both(both(HELD_BACK, dealings.HELD_BACK), kept.HELD_BACK), heldBackAdvice],
  'pay.fines': [both(FINES, dealings.FINES), ADVICE.fines],
  'pay.in_kind': [both(IN_KIND, dealings.IN_KIND), ADVICE.inKind],
  'rights.waived': [both(WAIVED, schemes.WAIVED), ADVICE.waived],
  'rights.confined': [schemes.CONFINED, ADVICE.confined],
  'discrimination.household': [both(HOUSEHOLD, groups.PLACES), ADVICE.household],
  'discrimination.ethnic': [both(ETHNIC, groups.ETHNIC), ADVICE.ethnic],
  'discrimination.looks': [both(LOOKS, groups.APPEARANCE), ADVICE.looks],
  'discrimination.sex': [groups.SEX, ADVICE.sex],
  'discrimination.religion': [groups.FAITHS, ADVICE.religion],
  'discrimination.marriage': [groups.FAMILIES, ADVICE.marriage],
  'discrimination.health': [groups.HEALTH, ADVICE.health],
  'discrimination.criminal': [groups.CONVICTED, ADVICE.criminal],
  'age.limit': [groups.AGE, ADVICE.age],
  'age.child': [both(CHILDREN, schemes.CHILDREN), ADVICE.child],
};

/** The hints of these rules, as rules of the same ids that only ask. */
export const hintRules = (rules: readonly WordRule[]): WordRule[] =>
  rules.flatMap(({ id, article }) => {
    const hints = HINTS[id];
    return hints
      ? [{ id, level: 'ask' as const, article, check: phraseCheck({ ...hints[0], loose: true }, hints[1]) }]
      : [];
  });
