import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Acting, type GrantRecord, requireMayFor } from '../proxies/public.ts';
import type { CrewRecord } from './model.ts';

type Member = Pick<CrewRecord['members'][number], 'personId' | 'consent'>;

async function whereLet(ask: () => Promise<Acting>): Promise<Acting | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}

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
  const acting = await whereLet(() => requireMayFor(deps, leader, 'gig.take_for', { personId }));
  return acting && { grant: acting.grant };
}

/** Whom a leader may take off the work they came to as of the crew, and how; else why not. */
export type TakesOff = { grant: GrantRecord | null } | { why: 'left' | 'not_let' };

/**
 * By what the leader may take somebody off what they hold as of the crew: themselves, who is of it by their own tap, or by
 * a grant that counts now and lets the leader step back for them, of work of others than the leader's employer. Within the transaction that does it, as `mayBookFor`.
 */
export async function mayTakeOff(
  deps: Deps,
  leader: Viewer,
  { crew, personId, employerId }: { crew: CrewRecord | null; personId: string; employerId: Types.ObjectId },
): Promise<TakesOff> {
  const member = crew?.members.find((one) => one.personId.toHexString() === personId);
  if (personId === leader.personId || member?.consent === 'own') return { grant: null };
  const acting = await whereLet(() =>
    requireMayFor(deps, leader, 'booking.withdraw', { personId, employerId }),
  );
  return acting ? { grant: acting.grant } : { why: member ? 'not_let' : 'left' };
}

/** Whether the leader may know somebody's name also when nothing holds them together: as of the crew, or by a grant. */
export async function mayName(
  deps: Deps,
  leader: Viewer,
  crew: CrewRecord | null,
  personId: string,
): Promise<boolean> {
  const member = crew?.members.find((one) => one.personId.toHexString() === personId);
  if (personId === leader.personId || member?.consent === 'own') return true;
  return (await whereLet(() => requireMayFor(deps, leader, 'booking.list_of', { personId }))) !== null;
}
