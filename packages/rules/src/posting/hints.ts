import { ADVICE } from '../messages/zh-CN.ts';
import * as asked from './hints/asked.ts';
import { ACCOUNTS, BODY, EXAM, SEX_WORK, TRIAL } from './hints/crime.ts';
import * as dealings from './hints/dealings.ts';
import * as groups from './hints/groups.ts';
import * as kept from './hints/kept.ts';
import { BAIT_PAY, CHARGED, CONTACT, TASK } from './hints/money.ts';
import * as offers from './hints/offers.ts';
import { FINES, HELD_BACK, IN_KIND, WAIVED } from './hints/pay.ts';
import { CHILDREN, ETHNIC, HOUSEHOLD, LOOKS } from './hints/people.ts';
import * as schemes from './hints/schemes.ts';
import * as wages from './hints/wages.ts';
import * as wanted from './hints/wanted.ts';
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
const HINTS: Readonly<Record<string, readonly [Advice, ...Phrases[]]>> = {
  'crime.accounts': [ADVICE.accounts, both(ACCOUNTS, schemes.ACCOUNTS), offers.ACCOUNTS],
  'crime.sex': [ADVICE.sexWork, both(SEX_WORK, schemes.SEX_WORK), offers.SEX_WORK],
  'crime.body': [ADVICE.body, both(BODY, schemes.BODY), offers.BODY],
  'crime.exam': [ADVICE.exam, both(EXAM, schemes.EXAM), offers.EXAM],
  'crime.gambling': [ADVICE.gambling, offers.GAMBLING],
  'crime.goods': [ADVICE.goods, offers.GOODS],
  'health.trial': [ADVICE.trial, both(TRIAL, schemes.TRIAL), offers.TRIAL],
  'safety.unlicensed': [ADVICE.unlicensed, offers.UNLICENSED],
  'fees.deposit': [ADVICE.deposit, both(dealings.DEPOSIT, kept.DEPOSIT), asked.DEPOSIT],
  'fees.charged': [ADVICE.fee, both(both(CHARGED, dealings.CHARGED), kept.CHARGED), asked.CHARGED],
  'fees.documents': [ADVICE.documents, dealings.DOCUMENTS, asked.DOCUMENTS],
  'bait.task': [ADVICE.task, both(TASK, schemes.TASK), asked.TASK],
  'bait.app': [ADVICE.app, schemes.APP, asked.APP],
  'bait.contact': [ADVICE.contact, both(CONTACT, schemes.CONTACT), asked.CONTACT],
  'bait.pay': [ADVICE.baitPay, both(BAIT_PAY, schemes.PAY), asked.PAY],
  'bait.training': [ADVICE.training, dealings.TRAINING, asked.TRAINING],
  'bait.abroad': [ADVICE.abroad, schemes.ABROAD, offers.ABROAD],
  'pay.held_back': [
    heldBackAdvice,
    both(both(HELD_BACK, dealings.HELD_BACK), kept.HELD_BACK),
    wages.HELD_BACK,
  ],
  'pay.fines': [ADVICE.fines, both(FINES, dealings.FINES), wages.FINES],
  'pay.in_kind': [ADVICE.inKind, both(IN_KIND, dealings.IN_KIND), wages.IN_KIND],
  'rights.waived': [ADVICE.waived, both(WAIVED, schemes.WAIVED), wages.WAIVED],
  'rights.confined': [ADVICE.confined, schemes.CONFINED, offers.CONFINED],
  'discrimination.household': [ADVICE.household, both(HOUSEHOLD, groups.PLACES), wanted.HOUSEHOLD],
  'discrimination.ethnic': [ADVICE.ethnic, both(ETHNIC, groups.ETHNIC), wanted.ETHNIC],
  'discrimination.looks': [ADVICE.looks, both(LOOKS, groups.APPEARANCE), wanted.LOOKS],
  'discrimination.sex': [ADVICE.sex, groups.SEX, wanted.SEX],
  'discrimination.pay_by_sex': [ADVICE.samePay, wanted.PAY_BY_SEX],
  'discrimination.religion': [ADVICE.religion, groups.FAITHS, wanted.FAITH],
  'discrimination.marriage': [ADVICE.marriage, groups.FAMILIES, wanted.FAMILY],
  'discrimination.health': [ADVICE.health, groups.HEALTH, wanted.HEALTH],
  'discrimination.criminal': [ADVICE.criminal, groups.CONVICTED, wanted.CRIMINAL],
  'age.limit': [ADVICE.age, groups.AGE, wanted.AGE],
  'age.child': [ADVICE.child, both(CHILDREN, schemes.CHILDREN), wanted.CHILDREN],
};

/** The hints of these rules, as rules of the same ids that only ask. */
export const hintRules = (rules: readonly WordRule[]): WordRule[] =>
  rules.flatMap(({ id, article }) => {
    const [advice, ...lists] = HINTS[id] ?? [''];
    if (lists.length === 0) return [];
    const checks = lists.map((phrases) => phraseCheck({ ...phrases, hint: true }, advice));
    return [
      { id, level: 'ask' as const, article, check: (posting) => checks.flatMap((check) => check(posting)) },
    ];
  });
