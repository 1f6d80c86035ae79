import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { afterPlace, type Place } from '../../platform/paging.ts';
import type { AlarmRecord, GrantRecord } from './model.ts';

type Source = Pick<Deps, 'models'>;
type Timed = Pick<Deps, 'models' | 'clock'>;
type Id = Types.ObjectId | string;

/** What counts now: nobody ended it, it has begun, and its last day is not past. */
const counting = ({ clock }: Pick<Deps, 'clock'>) => {
  const now = clock();
  return { open: true, from: { $lte: now }, until: { $gt: now } };
};

/** The grant by which one person may act for another now; there is no more than one. */
export const liveGrantBetween = (deps: Timed, proxyId: Id, personId: Id): Promise<GrantRecord | null> =>
  deps.models.grants
    .findOne({ proxyId, personId, ...counting(deps) })
    .lean()
    .exec();

/** The grants by which somebody may act now, whomever for, the first to be recorded first. */
export const liveGrantsTo = (deps: Timed, proxyId: Id, most: number): Promise<GrantRecord[]> =>
  deps.models.grants
    .find({ proxyId, ...counting(deps) })
    .sort({ _id: 1 })
    .limit(most)
    .lean()
    .exec();

export const countLiveGrantsTo = (deps: Timed, proxyId: Id): Promise<number> =>
  deps.models.grants.countDocuments({ proxyId, ...counting(deps) }).exec();

/** For whom somebody may see now what they hold, as persons' ids. */
export const seenBy = (deps: Timed, proxyId: Id): Promise<Types.ObjectId[]> =>
  deps.models.grants.distinct('personId', { proxyId, scopes: 'look', ...counting(deps) }).exec();

/** The grants by which others may see now what these persons hold. */
export const lookingAt = (deps: Timed, personIds: readonly Id[]): Promise<GrantRecord[]> =>
  deps.models.grants
    .find({ personId: { $in: personIds }, scopes: 'look', ...counting(deps) })
    .lean()
    .exec();

export const grantById = (deps: Source, id: Id): Promise<GrantRecord | null> =>
  deps.models.grants.findById(id).lean().exec();

/** In no order; those that there are not are left out. */
export const grantsByIds = (deps: Source, ids: readonly Id[]): Promise<GrantRecord[]> =>
  deps.models.grants
    .find({ _id: { $in: ids } })
    .lean()
    .exec();

const LATEST = { 'recorded.at': -1, _id: -1 } as const;

/** All grants that a person ever gave, the latest first. */
export const grantsOf = (deps: Source, personId: Id, most: number): Promise<GrantRecord[]> =>
  deps.models.grants.find({ personId }).sort(LATEST).limit(most).lean().exec();

/** All grants by which somebody ever could act, the latest first. */
export const grantsTo = (deps: Source, proxyId: Id, most: number): Promise<GrantRecord[]> =>
  deps.models.grants.find({ proxyId }).sort(LATEST).limit(most).lean().exec();

/** Fails as a duplicate where the person gave the same proxy another that nobody ended. */
export const addGrant = (deps: Source, grant: GrantRecord) => deps.models.grants.insertMany([grant]);

/** Records that were worked out elsewhere, as they are; in one transaction with what belongs to them. */
export const layInGrants = (deps: Source, grants: readonly GrantRecord[]) =>
  deps.models.grants.insertMany(grants, { lean: true });

type Ended = NonNullable<GrantRecord['ended']>;

/** Ends a grant that nobody has ended; null: somebody has. */
export const closeGrant = (deps: Source, _id: Id, ended: Ended): Promise<GrantRecord | null> =>
  deps.models.grants
    .findOneAndUpdate({ _id, open: true }, { $set: { open: false, ended } }, { returnDocument: 'after' })
    .lean()
    .exec();

/** Lets one count again that nobody but a merge has ended; null: somebody has. */
export const reopenGrant = (deps: Source, _id: Id): Promise<GrantRecord | null> =>
  deps.models.grants
    .findOneAndUpdate(
      { _id, 'ended.by': { $in: ['replaced', 'moved'] }, 'ended.accountId': null },
      { $set: { open: true, ended: null } },
      { returnDocument: 'after' },
    )
    .lean()
    .exec();

/** Whether one between these was ended since by anybody or anything but a merge. */
export const wasEndedSince = async (
  deps: Source,
  { proxyIds, personIds, at }: { proxyIds: readonly Id[]; personIds: readonly Id[]; at: Date },
): Promise<boolean> =>
  (await deps.models.grants.exists({
    proxyId: { $in: proxyIds },
    personId: { $in: personIds },
    'ended.at': { $gte: at },
    $or: [{ 'ended.by': { $in: ['person', 'proxy', 'desk', 'role'] } }, { 'ended.accountId': { $ne: null } }],
  })) !== null;

/** The one that a person gave a proxy and nobody ended. */
export const openGrantBetween = (deps: Source, proxyId: Id, personId: Id): Promise<GrantRecord | null> =>
  deps.models.grants.findOne({ proxyId, personId, open: true }).lean().exec();

/** What an account may do by a role in a region, and nobody ended. */
export const openGrantsByRole = (
  deps: Source,
  proxyAccountId: Id,
  relation: GrantRecord['relation'],
  roleRegionId: Id,
): Promise<GrantRecord[]> =>
  deps.models.grants.find({ proxyAccountId, relation, roleRegionId, open: true }).lean().exec();

/** What these people gave that nobody ended and that counts, or will count. */
export const grantsStanding = (deps: Timed, personIds: readonly Id[]): Promise<GrantRecord[]> =>
  deps.models.grants
    .find({ personId: { $in: personIds }, open: true, until: { $gt: deps.clock() } })
    .lean()
    .exec();

/** What these people gave last, each one grant, whatever became of it. */
export async function lastGrantsOf(deps: Source, personIds: readonly Id[]): Promise<GrantRecord[]> {
  const all = await deps.models.grants
    .find({ personId: { $in: personIds } })
    .sort(LATEST)
    .lean()
    .exec();
  return [...Map.groupBy(all, ({ personId }) => personId.toHexString()).values()].map(([last]) => last!);
}

/** What one act ended of those that somebody held. */
export const countEndedBy = (deps: Source, proxyId: Id, actId: Id): Promise<number> =>
  deps.models.grants.countDocuments({ proxyId, 'ended.actId': actId }).exec();

/** What nobody ended and ends by itself between two moments. */
export const grantsEndingIn = (deps: Source, after: Date, to: Date): Promise<GrantRecord[]> =>
  deps.models.grants
    .find({ open: true, until: { $gt: after, $lte: to } })
    .sort({ until: 1, _id: 1 })
    .lean()
    .exec();

/** How many people a witness spoke for to one proxy. */
export const countWitnessed = (deps: Source, proxyId: Id, witness: string): Promise<number> =>
  deps.models.grants.countDocuments({ proxyId, open: true, 'consent.witness': witness }).exec();

const atDesk = (regionIds: readonly string[]) => ({
  deskPath: { $in: regionIds.map((id) => new Types.ObjectId(id)) },
});
const DOUBTFUL = { open: true, 'doubts.0': { $exists: true }, looked: null };

type Which = 'doubtful' | 'live' | 'ended' | 'all';
const those = (deps: Pick<Deps, 'clock'>, which: Which) => {
  if (which === 'doubtful') return DOUBTFUL;
  if (which === 'ended') return { open: false };
  return which === 'live' ? counting(deps) : {};
};

/**
 * Grants of people of these regions, to one proxy where one is named, the latest to be recorded first. `after`: where a page
 * goes on.
 */
export const grantsAtDesk = (
  deps: Timed,
  regionIds: readonly string[],
  { which, proxyId, after, most }: { which: Which; proxyId?: Id; after: Place | null; most: number },
): Promise<GrantRecord[]> =>
  deps.models.grants
    .find({
      $and: [
        atDesk(regionIds),
        those(deps, which),
        proxyId === undefined ? {} : { proxyId },
        afterPlace('recorded.at', after),
      ],
    })
    .sort(LATEST)
    .limit(most)
    .lean()
    .exec();

export const countDoubtful = (deps: Source, regionIds: readonly string[]): Promise<number> =>
  deps.models.grants.countDocuments({ ...atDesk(regionIds), ...DOUBTFUL }).exec();

/** Null: there is none. */
export const markLooked = (
  deps: Source,
  _id: Id,
  looked: NonNullable<GrantRecord['looked']>,
): Promise<GrantRecord | null> =>
  deps.models.grants.findOneAndUpdate({ _id }, { $set: { looked } }).lean().exec();

/** What two records would both have at once, or one with itself, stays behind. */
const standsInTheWay = async (deps: Source, side: 'personId' | 'proxyId', from: Id, to: Id) => {
  const other = side === 'personId' ? 'proxyId' : 'personId';
  const met = await deps.models.grants.distinct(other, { [side]: to, open: true });
  return { [side]: from, $nor: [{ [other]: to }, { open: true, [other]: { $in: met } }] };
};

/** Gives all grants that one record gave or holds to another; the ids, each with which side moved. */
export async function moveGrants(deps: Source, from: Types.ObjectId, to: Types.ObjectId): Promise<string[]> {
  const moved: string[] = [];
  for (const side of ['personId', 'proxyId'] as const) {
    const ids = await deps.models.grants.distinct('_id', await standsInTheWay(deps, side, from, to));
    await deps.models.grants.updateMany({ _id: { $in: ids } }, { $set: { [side]: to } });
    moved.push(...ids.map((id) => `${side}:${id}`));
  }
  return moved;
}

/** Gives these back, as `moveGrants` named them, as far as `from` still has them; how many. */
export async function giveGrants(
  deps: Source,
  moved: readonly string[],
  { from, to }: { from: Types.ObjectId; to: Types.ObjectId },
): Promise<number> {
  let given = 0;
  for (const side of ['personId', 'proxyId'] as const) {
    const ids = moved.flatMap((one) => (one.startsWith(`${side}:`) ? [one.slice(side.length + 1)] : []));
    const { modifiedCount } = await deps.models.grants.updateMany(
      { _id: { $in: ids }, [side]: from },
      { $set: { [side]: to } },
    );
    given += modifiedCount;
  }
  return given;
}

/** All that a person gave and nobody ended. */
export const openGrantsGivenBy = (deps: Source, personId: Id): Promise<GrantRecord[]> =>
  deps.models.grants.find({ personId, open: true }).lean().exec();

/** Which desks are in charge of it from now on. */
export const putDeskPath = (deps: Source, _id: Id, deskPath: readonly Types.ObjectId[]) =>
  deps.models.grants.updateOne({ _id }, { $set: { deskPath } });

/** All that a person gave or holds, and nobody ended. */
export const openGrantsOf = (deps: Source, personId: Id): Promise<GrantRecord[]> =>
  deps.models.grants
    .find({ open: true, $or: [{ personId }, { proxyId: personId }] })
    .lean()
    .exec();

/** As `layInGrants`. */
export const layInAlarms = (deps: Source, alarms: readonly AlarmRecord[]) =>
  deps.models.proxyAlarms.insertMany(alarms, { lean: true });

/** One that was told of before; null: none was. */
export const alarmOnce = (deps: Source, once: string): Promise<AlarmRecord | null> =>
  deps.models.proxyAlarms.findOne({ once }).lean().exec();

/** Fails as a duplicate where it was told of by now. */
export async function addAlarm(deps: Source, alarm: AlarmRecord): Promise<AlarmRecord> {
  await deps.models.proxyAlarms.insertMany([alarm]);
  return alarm;
}

/** Null: there is none. */
export const changeAlarm = (
  deps: Source,
  _id: Id,
  change: Partial<AlarmRecord>,
): Promise<AlarmRecord | null> =>
  deps.models.proxyAlarms
    .findOneAndUpdate({ _id }, { $set: change }, { returnDocument: 'after' })
    .lean()
    .exec();

/** Of people of these regions, the latest first. `after`: where a page goes on. */
export const alarmsAtDesk = (
  deps: Source,
  regionIds: readonly string[],
  { which, after, most }: { which: 'open' | 'aside'; after: Place | null; most: number },
): Promise<AlarmRecord[]> =>
  deps.models.proxyAlarms
    .find({
      $and: [
        atDesk(regionIds),
        which === 'open' ? { aside: null } : { aside: { $ne: null } },
        afterPlace('at', after),
      ],
    })
    .sort({ at: -1, _id: -1 })
    .limit(most)
    .lean()
    .exec();

export const countOpenAlarms = (deps: Source, regionIds: readonly string[]): Promise<number> =>
  deps.models.proxyAlarms.countDocuments({ ...atDesk(regionIds), aside: null }).exec();

export const alarmById = (deps: Source, id: Id): Promise<AlarmRecord | null> =>
  deps.models.proxyAlarms.findById(id).lean().exec();

/** Null: there is none. */
export const markAside = (deps: Source, _id: Id, aside: NonNullable<AlarmRecord['aside']>) =>
  changeAlarm(deps, _id, { aside });
