import { nameKey } from '@linggong/contracts/normal.ts';
import type { Posting } from '@linggong/contracts/posting.ts';

/** What of a row is put beside another one's. `unread`: what it tells in columns that became no part of the posting. */
export type Compared = {
  posting: Posting;
  employerName: string;
  contactPhone: string | null;
  unread: string;
};

const place = ({ posting: { workplace } }: Compared) => [
  workplace.regionId,
  workplace.landmark,
  workplace.point,
];

export const TIME = '时间';
const PAY = '工资';

/** Parts that a file tells, by what people call them. */
const PARTS: readonly (readonly [string, (row: Compared) => unknown])[] = [
  ['用工单位', (row) => nameKey(row.employerName)],
  ['岗位名称', ({ posting }) => posting.title],
  [
    PAY,
    ({ posting: { pay } }) => [
      pay.amountFen,
      pay.amountMaxFen,
      pay.unit,
      pay.piece ?? null,
      pay.text,
      pay.settlement,
    ],
  ],
  ['人数', ({ posting }) => [...new Set(posting.shifts.map((shift) => shift.headcount))]],
  [
    TIME,
    ({ posting }) => [posting.hoursText, posting.shifts.map(({ startsAt, endsAt }) => [startsAt, endsAt])],
  ],
  ['地点', place],
  ['要求', ({ posting }) => posting.conditions],
  ['食宿', ({ posting }) => posting.included],
  ['工作内容', ({ posting }) => posting.description],
  ['有效期', ({ posting }) => posting.validUntil],
  ['联系电话', (row) => row.contactPhone],
  ['没用上的列', (row) => row.unread],
];

/** In what two rows differ, in words. */
export const differing = (row: Compared, before: Compared): string[] =>
  PARTS.filter(([, part]) => JSON.stringify(part(row)) !== JSON.stringify(part(before))).map(
    ([name]) => name,
  );

/** Whether two rows are alike but for what is paid. */
export const onlyPayDiffers = (row: Compared, before: Compared): boolean =>
  differing(row, before).join() === PAY;

/**
 * Whether two rows under one id are two works, so that the id doesn't identify: another employer wants something
 * else, or somewhere else. `inOneFile` another place, name or column is enough: a correction stands in a file once.
 */
export function areTwoWorks(row: Compared, before: Compared, inOneFile: boolean): boolean {
  const different = new Set(differing(row, before));
  const elsewhere = different.has('岗位名称') || different.has('地点');
  return inOneFile
    ? elsewhere || different.has('用工单位') || different.has('没用上的列')
    : elsewhere && different.has('用工单位');
}

type Verdict = { outcome: 'duplicate' | 'changed'; note: string };

/** What `row` is put beside: how it is called, by what it is known, and how the row comes to take its place. */
type Beside = { known: string; by?: string; instead: string };

/** Whether a row says the same as one of the same id, or else the same `by`, and in what it differs. */
export function compareWithKnown(
  row: Compared,
  before: Compared,
  { known, by = '编号', instead }: Beside,
): Verdict {
  const different = differing(row, before);
  if (different.length === 0) return { outcome: 'duplicate', note: `和${known}是同一条，没有再导入。` };
  return {
    outcome: 'changed',
    note: `${by}和${known}相同，${different.join('、')}变了，没有再导入。${instead}`,
  };
}
