import { mongo } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { capFor, requireRoom, requireWithin } from '../caps/public.ts';
import { type EmployerRecord, verificationState } from '../employers/public.ts';
import type { GigRecord } from './model.ts';
import { countInReview } from './repository/of-employers.ts';

type Held = { number: number; bytes: number };
type Doubled = Parameters<typeof capFor>[0];

/** The cap that holds for an employer, as it is checked now. */
export const capOf = <N extends Doubled>(deps: Pick<Deps, 'clock'>, name: N, employer: EmployerRecord) =>
  capFor(name, verificationState(employer, deps.clock()) === 'verified');

/** Bytes of a gig as it is stored. */
export const bytesOf = (gig: GigRecord): number =>
  mongo.BSON.calculateObjectSize(gig, { ignoreUndefined: true });

/** Throws `cap.reached` where these would be too many drafts, or too large ones together. */
export function requireRoomForDraft(deps: Deps, employer: EmployerRecord, { number, bytes }: Held): void {
  requireWithin(deps, capOf(deps, 'drafts_held', employer), number);
  requireWithin(deps, capOf(deps, 'draft_kib', employer), Math.ceil(bytes / 1024));
}

/**
 * Throws `cap.reached` where an employer has enough postings before the operators beside this one. In the transaction
 * that puts it there.
 */
export const requireRoomInReview = (
  deps: Deps,
  { _id, employerId }: GigRecord,
  employer: EmployerRecord,
): Promise<void> =>
  requireRoom(deps, { cap: capOf(deps, 'in_review', employer), by: employerId }, () =>
    countInReview(deps, employerId, _id),
  );
