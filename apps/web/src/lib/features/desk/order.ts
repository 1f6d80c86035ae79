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

/** Whether there is nothing to do about it for `accountId`: it was just decided, or somebody else has it open. */
const isOther = (item: QueueItem, accountId: string, now: Date): boolean =>
  item.held !== null || isTaken(item, accountId, now);

/** What is one further down (or up) from `from` among those that wait; null: nothing is there. */
export function neighbour(items: readonly QueueItem[], from: string | null, by: 1 | -1): QueueItem | null {
  const at = items.findIndex(({ gigId }) => gigId === from);
  if (at < 0) return items.find(({ held }) => held === null) ?? null;
  for (let i = at + by; i >= 0 && i < items.length; i += by) if (items[i]!.held === null) return items[i]!;
  return null;
}

/** What opens after `gigId` is done: the one below it that nobody else has open, else the first such; null: none. */
export function nextAfter(
  items: readonly QueueItem[],
  gigId: string,
  accountId: string,
  now: Date,
): QueueItem | null {
  const at = items.findIndex((item) => item.gigId === gigId);
  const rest = [...items.slice(at + 1), ...items.slice(0, Math.max(at, 0))];
  return rest.find((item) => item.gigId !== gigId && !isOther(item, accountId, now)) ?? null;
}
