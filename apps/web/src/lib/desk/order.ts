import type { QueueItem } from '@linggong/contracts/review.ts';

/** The queue's order: what is overdue first, the riskiest of it first, then what waits longest. */
export function inOrder(items: readonly QueueItem[], now: Date): QueueItem[] {
  const late = (item: QueueItem) => new Date(item.dueAt) <= now;
  return [...items].sort(
    (a, b) =>
      Number(late(b)) - Number(late(a)) ||
      (late(a) ? b.risk - a.risk : 0) ||
      a.submittedAt.localeCompare(b.submittedAt) ||
      a.gigId.localeCompare(b.gigId),
  );
}

/** Whether somebody else has it open now. */
export const isTaken = ({ claim }: Pick<QueueItem, 'claim'>, accountId: string, now: Date): boolean =>
  claim !== null && claim.accountId !== accountId && new Date(claim.until) > now;

/** What opens after `gigId` is done: the one below it that nobody else has open, else the first such; null: none. */
export function nextAfter(
  items: readonly QueueItem[],
  gigId: string,
  accountId: string,
  now: Date,
): QueueItem | null {
  const at = items.findIndex((item) => item.gigId === gigId);
  const rest = [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0))];
  return rest.find((item) => item.gigId !== gigId && !isTaken(item, accountId, now)) ?? null;
}
