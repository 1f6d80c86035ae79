import { saysSomething } from '@linggong/contracts/normal.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { tradeById } from '@linggong/contracts/trades.ts';
import { ARTICLES } from '../messages/articles.ts';
import { ADVICE } from '../messages/zh-CN.ts';
import { type Finding, missing, type Rule } from './rule.ts';

/** A rule for content that must be there: always for direct postings, for forwarded ones as told. */
const required = (
  id: string,
  forwarded: Rule['level'],
  check: (posting: Posting) => readonly Finding[],
): Rule => ({ id, level: 'block', forwardedLevel: forwarded, article: ARTICLES.postingFields, check });

const when = (is: boolean, field: string, advice: string) => (is ? [missing(field, advice)] : []);

const hasTimes = ({ shifts, hoursText }: Posting) =>
  hoursText !== '' || (shifts.length > 0 && shifts.every((s) => s.startsAt !== null && s.endsAt !== null));

function headcountFindings({ shifts }: Posting): Finding[] {
  if (shifts.length === 0) return [missing('shifts', ADVICE.headcount)];
  return shifts.flatMap((shift, i) =>
    when(shift.headcount === null, `shifts.${i}.headcount`, ADVICE.headcount),
  );
}

/**
 * What 人社厅发〔2025〕60号 and 人力资源市场暂行条例 art. 24 want in every posting. Headcount, place and pay
 * stay required of forwarded postings: an operator completes them, they are never guessed.
 */
export const MISSING_RULES: readonly Rule[] = [
  required('missing.trade', 'ask', ({ tradeId }) =>
    when(tradeId === null || tradeById(tradeId) === undefined, 'tradeId', ADVICE.trade),
  ),
  required('missing.title', 'ask', ({ title }) => when(!saysSomething(title), 'title', ADVICE.title)),
  required('missing.work', 'ask', ({ description }) =>
    when(!saysSomething(description), 'description', ADVICE.work),
  ),
  required('missing.headcount', 'block', headcountFindings),
  required('missing.role', 'block', ({ shifts }) =>
    shifts.flatMap(({ role }, i) =>
      when(role != null && !saysSomething(role.name), `shifts.${i}.role.name`, ADVICE.role),
    ),
  ),
  required('missing.place', 'block', ({ workplace }) =>
    when(workplace.regionId === null, 'workplace.regionId', ADVICE.place),
  ),
  required('missing.pay', 'block', ({ pay, shifts }) =>
    when(
      pay.amountFen === null && (shifts.length === 0 || shifts.some(({ role }) => role?.amountFen == null)),
      'pay.amountFen',
      ADVICE.pay,
    ),
  ),
  required('missing.pay_unit', 'block', ({ pay }) => when(pay.unit === null, 'pay.unit', ADVICE.payUnit)),
  required('missing.time', 'ask', (posting) => when(!hasTimes(posting), 'shifts', ADVICE.time)),
  required('missing.settlement', 'ask', ({ pay }) => [
    ...when(pay.settlement === null, 'pay.settlement', ADVICE.settlement),
    ...when(
      pay.settlement === 'within_days' && pay.settlementDays === null,
      'pay.settlementDays',
      ADVICE.settlementDays,
    ),
  ]),
  required('missing.validity', 'ask', ({ validUntil }) =>
    when(validUntil === null, 'validUntil', ADVICE.validity),
  ),
];
