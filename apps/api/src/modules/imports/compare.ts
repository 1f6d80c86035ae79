import type { Posting } from '@linggong/contracts/posting.ts';

/** Parts of a posting that a file tells, by what people call them. */
const PARTS: readonly (readonly [string, (posting: Posting) => unknown])[] = [
  ['岗位名称', (p) => p.title],
  [
    '工资',
    ({ pay }) => [pay.amountFen, pay.amountMaxFen, pay.unit, pay.piece ?? null, pay.text, pay.settlement],
  ],
  ['人数', (p) => p.shifts.map((shift) => shift.headcount)],
  ['时间', (p) => [p.hoursText, p.shifts.map(({ startsAt, endsAt }) => [startsAt, endsAt])]],
  ['地点', ({ workplace }) => [workplace.regionId, workplace.landmark, workplace.point]],
  ['要求', (p) => p.conditions],
  ['食宿', (p) => p.included],
  ['工作内容', (p) => p.description],
  ['有效期', (p) => p.validUntil],
];

/** Whether a row says the same as what is there under its id, and in what it differs. `known` names that in the note. */
export function compareWithKnown(
  posting: Posting,
  before: Posting,
  known: string,
): { outcome: 'duplicate' | 'changed'; note: string } {
  const same = (part: (posting: Posting) => unknown) =>
    JSON.stringify(part(posting)) === JSON.stringify(part(before));
  const different = PARTS.filter(([, part]) => !same(part)).map(([name]) => name);
  if (different.length === 0) return { outcome: 'duplicate', note: `和${known}是同一条，没有再导入。` };
  return {
    outcome: 'changed',
    note: `编号和${known}相同，${different.join('、')}变了，没有再导入。要换成新的，请先撤下原来那条，或者在那条里改。`,
  };
}
