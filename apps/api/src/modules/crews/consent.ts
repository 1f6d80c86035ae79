import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { ProblemError } from '../../platform/problem.ts';
import { requireMayFor } from '../proxies/public.ts';
import type { CrewRecord } from './model.ts';

type Member = Pick<CrewRecord['members'][number], 'personId' | 'consent'>;

/**
 * Whether a member lets the leader book for them now: by their own tap they do as long as they are of the crew, else by
 * a grant that counts at the moment. Within the transaction that books, which touches the person's record as whoever ends
 * the grant does.
 */
export async function mayBookFor(
  deps: Deps,
  leader: Viewer,
  { personId, consent }: Member,
): Promise<boolean> {
  if (consent === 'own') return true;
  try {
    await requireMayFor(deps, leader, 'gig.take_for', { personId });
    return true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}
