import type { Posting } from '@linggong/contracts/posting.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { asTheyAre, joined } from '../../platform/database.ts';
import { problem } from '../../platform/problem.ts';
import { stateNow } from '../bookings/held.ts';
import type { EmployerRecord } from '../employers/model.ts';
import type { Held } from './columns.ts';
import type { DecisionRecord, GigRecord } from './model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId;

const NUMBER = /^(\d{3})-?(\d{3})$/;

const ID = /^[0-9a-f]{24}$/;

/** Most of a gig's record, and only search and its check look at it. */
export const WITHOUT_TERMS = { terms: 0, flags: 0 } as const;

/** By its id, or by its number with or without the dash, without the fields named; throws `gig.not_found`. */
export async function gigByIdOrNumber(
  deps: Source,
  idOrNumber: string,
  without?: Partial<typeof WITHOUT_TERMS>,
): Promise<GigRecord> {
  const number = NUMBER.exec(idOrNumber);
  const filter = number ? { number: `${number[1]}${number[2]}` } : { _id: idOrNumber };
  if (!number && !ID.test(idOrNumber)) throw problem('gig.not_found');
  const gig = await deps.models.gigs.findOne(filter, without).lean<GigRecord>();
  if (!gig) throw problem('gig.not_found');
  return gig;
}

/** A gig and its employer (undefined: it is gone) in one read; null where there is no such gig. */
export async function gigWithEmployer(
  deps: Source,
  id: string,
): Promise<{ gig: GigRecord; employer: EmployerRecord | undefined } | null> {
  const { gigs, employers } = deps.models;
  const [found] = await gigs.aggregate<GigRecord & { employers: EmployerRecord[] }>([
    { $match: { _id: new Types.ObjectId(id) } },
    joined({ from: employers, by: 'employerId', on: '_id', as: 'employers' }),
  ]);
  if (!found) return null;
  const { employers: its, ...gig } = found;
  return { gig, employer: its[0] };
}

/** The id of a gig that is named by its id, which may be nobody's, or by its number. Throws `gig.not_found`. */
export const gigIdOf = async (deps: Source, idOrNumber: string): Promise<string> =>
  ID.test(idOrNumber) ? idOrNumber : (await gigByIdOrNumber(deps, idOrNumber))._id.toHexString();

/**
 * Saves a changed gig over the one that was read, and gives it back with its next revision. Throws
 * `gig.changed_meanwhile` where someone else was faster, or a booking has taken or given back places since.
 */
export async function saveGig(
  deps: Source & Pick<Deps, 'clock'>,
  before: GigRecord,
  change: Partial<GigRecord>,
): Promise<GigRecord> {
  const saved = { ...change, revision: before.revision + 1, updatedAt: deps.clock() };
  const result = await deps.models.gigs.updateOne(
    { _id: before._id, revision: before.revision, bookingLock: before.bookingLock ?? null },
    { $set: saved },
    // It is typed, and to put each of a hundred terms to them costs more than the update.
    { runValidators: false },
  );
  if (result.matchedCount === 0) throw problem('gig.changed_meanwhile');
  return { ...before, ...saved };
}

/** Who holds or asks for which of a gig's shifts, as bookings say it. */
export async function heldPlaces(deps: Source & Pick<Deps, 'clock'>, gigId: Id): Promise<Held> {
  const bookings = await deps.models.bookings
    .find({ gigId, active: true }, { shiftIds: 1, times: 1, state: 1, together: 1 })
    .lean();
  const confirmed = new Map<string, number>();
  const active = new Set<string>();
  const now = deps.clock();
  for (const booking of bookings) {
    if (stateNow(booking, now) === 'lapsed') continue;
    for (const id of booking.shiftIds) {
      active.add(id.toString());
      if (booking.state === 'confirmed')
        confirmed.set(id.toString(), (confirmed.get(id.toString()) ?? 0) + 1);
    }
  }
  const fewest = Math.min(...bookings.map(({ shiftIds }) => shiftIds.length));
  return { confirmed, active, fewest };
}

/** Active bookings by state, for several gigs. */
export async function bookingCounts(deps: Source & Pick<Deps, 'clock'>, gigIds: readonly Id[]) {
  const counts = new Map<string, { requested: number; confirmed: number }>();
  const active = await deps.models.bookings
    .find(
      { gigId: { $in: gigIds }, active: true },
      { gigId: 1, state: 1, shiftIds: 1, times: 1, together: 1 },
    )
    .lean();
  const now = deps.clock();
  for (const booking of active) {
    const state = stateNow(booking, now);
    const known = counts.get(booking.gigId.toString()) ?? { requested: 0, confirmed: 0 };
    if (state === 'requested' || state === 'confirmed') known[state] += 1;
    counts.set(booking.gigId.toString(), known);
  }
  return counts;
}

/** What was decided about several gigs, oldest first, without the postings. */
export const decisionsOf = (deps: Source, gigIds: readonly Id[]) =>
  deps.models.decisions
    .find({ gigId: { $in: gigIds } }, { posting: 0 })
    .sort({ at: 1, _id: 1 })
    .lean<Omit<DecisionRecord, 'posting'>[]>();

/** Keeps a decision about a posting for good. */
export async function recordDecision(
  deps: Source,
  decision: Omit<DecisionRecord, '_id'>,
): Promise<DecisionRecord> {
  const record = { _id: new Types.ObjectId(), ...decision };
  await deps.models.decisions.insertMany([record], asTheyAre());
  return record;
}

/** The posting as it was when it was passed last; null: it never was. */
export async function lastPassed(deps: Source, gigId: Id): Promise<Posting | null> {
  const decision = await deps.models.decisions
    .findOne({ gigId, decision: 'approve' }, { posting: 1 })
    .sort({ at: -1 })
    .lean<Pick<DecisionRecord, 'posting'>>();
  return decision?.posting ?? null;
}
