import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type GrantRecord, requireMayFor } from '../proxies/public.ts';
import type { CrewRecord } from './model.ts';

type Member = Pick<CrewRecord['members'][number], 'personId' | 'consent'>;

/**
 * By what a member lets the leader book for them now; null: they don't. By their own tap they do as long as they are of the crew, else by
 * a grant that counts at the moment. Within the transaction that books, which touches the person's record as whoever ends
 * the grant does.
 */
export async function mayBookFor(
  deps: Deps,
  leader: Viewer,
  { personId, consent }: Member,
): Promise<{ grant: GrantRecord | null } | null> {
  if (consent === 'own') return { grant: null };
  try {
    const { grant } = await requireMayFor(deps, leader, 'gig.take_for', { personId });
    return { grant };
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}
