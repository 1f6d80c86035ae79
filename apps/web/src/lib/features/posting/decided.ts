import type { Decision } from '@linggong/contracts/flag.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';

const lastDecision = ({ decisions }: ManagedGig) =>
  [...decisions].sort((a, b) => b.at.localeCompare(a.at))[0];

/** A refusal of what people had seen takes it down. */
export const tookDown = ({ decision, gigVersion }: Pick<Decision, 'decision' | 'gigVersion'>): boolean =>
  decision === 'refuse' && gigVersion > 0;

/** Whether it ended as the station took it down, rather than was never passed. */
export function isTakenDown(gig: ManagedGig): boolean {
  const last = lastDecision(gig);
  return gig.state === 'refused' && last !== undefined && tookDown(last);
}

/** The last decision that said why not, where it still holds. */
export function standingReason(gig: ManagedGig): { reason: string; article: string | null } | null {
  if (gig.state !== 'returned' && gig.state !== 'refused') return null;
  const last = lastDecision(gig);
  return last?.reason ? { reason: last.reason, article: last.article } : null;
}
