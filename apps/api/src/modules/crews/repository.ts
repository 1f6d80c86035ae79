import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { problem } from '../../platform/problem.ts';
import type { CrewBookingRecord, CrewRecord, CrewWaitRecord } from './model.ts';

type Source = Pick<Deps, 'models'>;
type Id = Types.ObjectId | string;
const SHOWN = 100;

/** Null: it was broken up. */
export const crewIfAny = (deps: Source, id: Id): Promise<CrewRecord | null> =>
  deps.models.crews.findById(id).lean().exec();

/** Throws `crew.not_found`. */
export async function crewById(deps: Source, id: Id): Promise<CrewRecord> {
  const crew = await crewIfAny(deps, id);
  if (!crew) throw problem('crew.not_found');
  return crew;
}

/** Throws `crew.not_found`. */
export async function crewByCode(deps: Source, code: string): Promise<CrewRecord> {
  const crew = await deps.models.crews.findOne({ code }).lean();
  if (!crew) throw problem('crew.not_found');
  return crew;
}

export const crewsLedBy = (deps: Source, leaderId: Id): Promise<CrewRecord[]> =>
  deps.models.crews.find({ leaderId }).sort({ createdAt: 1 }).limit(SHOWN).lean().exec();

/** Crews that somebody is of. */
export const crewsWith = (deps: Source, personId: Id): Promise<CrewRecord[]> =>
  deps.models.crews.find({ 'members.personId': personId }).sort({ _id: 1 }).limit(SHOWN).lean().exec();

export const insertCrew = (deps: Source, crew: CrewRecord) => deps.models.crews.insertMany([crew]);
/** Records that were worked out elsewhere, as they are; in one transaction with what belongs to them. */
export const layInCrews = (deps: Source, crews: readonly CrewRecord[]) =>
  deps.models.crews.insertMany(crews, { lean: true });
export const layInCrewBookings = (deps: Source, records: readonly CrewBookingRecord[]) =>
  deps.models.crewBookings.insertMany(records, { lean: true });
export const dropCrew = (deps: Source, _id: Id) => deps.models.crews.deleteOne({ _id });

/** Saves a change over the crew that was read; throws `crew.wrong_state` where somebody was faster. */
export async function saveCrew(
  deps: Source & Pick<Deps, 'clock'>,
  crew: CrewRecord,
  change: Partial<CrewRecord>,
): Promise<CrewRecord> {
  const saved = { ...change, revision: crew.revision + 1, updatedAt: deps.clock() };
  const { matchedCount } = await deps.models.crews.updateOne(
    { _id: crew._id, revision: crew.revision },
    { $set: saved },
  );
  if (matchedCount === 0) throw problem('crew.wrong_state');
  return { ...crew, ...saved };
}

/** Throws `crew.not_found`. */
export async function crewBookingById(deps: Source, id: Id): Promise<CrewBookingRecord> {
  const found = await deps.models.crewBookings.findById(id).lean();
  if (!found) throw problem('crew.not_found');
  return found;
}

export const crewBookingsLedBy = (deps: Source, leaderId: Id): Promise<CrewBookingRecord[]> =>
  deps.models.crewBookings.find({ leaderId }).sort({ createdAt: -1 }).limit(SHOWN).lean().exec();

export const crewBookingsOfGig = (deps: Source, gigId: Id): Promise<CrewBookingRecord[]> =>
  deps.models.crewBookings.find({ gigId }).sort({ _id: 1 }).lean().exec();

export const activeCrewBookingsOfGig = (deps: Source, gigId: Id): Promise<CrewBookingRecord[]> =>
  deps.models.crewBookings.find({ gigId, active: true }).lean().exec();

export const insertCrewBooking = (deps: Source, record: CrewBookingRecord) =>
  deps.models.crewBookings.insertMany([record]);

/** Saves a change over what was read; throws `crew.wrong_state` where somebody was faster. */
export async function saveCrewBooking(
  deps: Source & Pick<Deps, 'clock'>,
  record: CrewBookingRecord,
  change: Partial<CrewBookingRecord>,
): Promise<CrewBookingRecord> {
  const saved = { ...change, revision: record.revision + 1, updatedAt: deps.clock() };
  const { matchedCount } = await deps.models.crewBookings.updateOne(
    { _id: record._id, revision: record.revision },
    { $set: saved },
  );
  if (matchedCount === 0) throw problem('crew.wrong_state');
  return { ...record, ...saved };
}

/** Takes the place of what the crew waited for of that gig before. */
export const keepWait = (deps: Source, wait: Omit<CrewWaitRecord, '_id'>) =>
  deps.models.crewWaits
    .deleteOne({ gigId: wait.gigId, crewId: wait.crewId })
    .then(() => deps.models.crewWaits.insertMany([{ ...wait, _id: new Types.ObjectId() }]));

export const waitsFor = (deps: Source, gigIds: readonly Id[]): Promise<CrewWaitRecord[]> =>
  deps.models.crewWaits
    .find({ gigId: { $in: gigIds } })
    .lean()
    .exec();

/** An account was closed: whoever it was leads nothing any more and is of no crew. */
export async function forgetInCrews(deps: Source, personId: Id): Promise<void> {
  await deps.models.crews.deleteMany({ leaderId: personId });
  await deps.models.crewWaits.deleteMany({ leaderId: personId });
  await deps.models.crews.updateMany(
    { 'members.personId': personId },
    { $pull: { members: { personId } }, $inc: { revision: 1 } },
  );
}
