/** What may never happen to an event, and how often it did. */
const KINDS = ['lost', 'doubled', 'misdirected'] as const;
export type Wrong = Record<(typeof KINDS)[number], number>;

export const noneWrong = (): Wrong => ({ lost: 0, doubled: 0, misdirected: 0 });

export function addWrong(sum: Wrong, seen: Wrong): void {
  for (const kind of KINDS) sum[kind] += seen[kind];
}
