import { nameKey } from '@linggong/contracts/normal.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../../deps.ts';
import { byId, joined } from '../../../platform/database.ts';
import { problem } from '../../../platform/problem.ts';
import type { NamedEmployer } from '../../identity/public.ts';
import type { EmployerRecord, SuspensionRecord, VerificationRecord } from '../model.ts';

type Source = Pick<Deps, 'models'>;
type Id = { toString(): string };

export const employerById = (deps: Source, id: Id): Promise<EmployerRecord | null> =>
  deps.models.employers.findById(id.toString()).lean().exec();

/** Throws `employer.not_found`. */
export async function employerOf(deps: Source, id: Id): Promise<EmployerRecord> {
  const employer = await employerById(deps, id);
  if (!employer) throw problem('employer.not_found');
  return employer;
}

/** By their ids as hex strings; unknown ones are missing from the map. */
export async function employersByIds(deps: Source, ids: Iterable<Id>): Promise<Map<string, EmployerRecord>> {
  const wanted = [...new Set([...ids].map(String))];
  if (wanted.length === 0) return new Map();
  const found = await deps.models.employers.find({ _id: { $in: wanted } }).lean();
  return byId(found);
}

/** In the order in which they were registered. */
export const employersInOrder = (deps: Source, ids: readonly Id[]): Promise<EmployerRecord[]> =>
  deps.models.employers
    .find({ _id: { $in: ids.map(String) } })
    .sort({ _id: 1 })
    .lean()
    .exec();

/** As roles in them are named. */
export const namedEmployers = (deps: Source, ids: readonly Id[]): Promise<NamedEmployer[]> =>
  deps.models.employers
    .find({ _id: { $in: ids.map(String) } }, { name: 1, kind: 1 })
    .lean()
    .exec();

/** The stage of an aggregation that adds the employers, as `employers`, whose ids are found at `by`. */
export const joinEmployers = (deps: Source, by: string) =>
  joined({ from: deps.models.employers, by, on: '_id', as: 'employers' });

/** Those of the employers whom people reach by this phone. */
export const reachedBy = (
  deps: Source,
  ids: readonly (Types.ObjectId | null)[],
  contactPhone: string,
): Promise<EmployerRecord[]> =>
  deps.models.employers
    .find({ _id: { $in: ids }, contactPhone })
    .lean()
    .exec();

/** Whether an operator's check of any of them holds now. */
export const anyChecked = async (deps: Source, ids: readonly Types.ObjectId[], now: Date): Promise<boolean> =>
  (await deps.models.employers.exists({ _id: { $in: ids }, 'verification.validUntil': { $gt: now } })) !==
  null;

/** Those of the employers that were ever checked, each as often as it was. */
export async function everChecked(deps: Source, ids: readonly Types.ObjectId[]): Promise<Types.ObjectId[]> {
  const found = await deps.models.verifications.find({ employerId: { $in: ids } }, { employerId: 1 }).lean();
  return found.map(({ employerId }) => employerId);
}

/** The checks of an employer, the latest first. */
export const latestVerificationsOf = (
  deps: Source,
  employerId: Types.ObjectId,
  most: number,
): Promise<VerificationRecord[]> =>
  deps.models.verifications.find({ employerId }).sort({ at: -1 }).limit(most).lean().exec();

/** That an employer was suspended and that this was lifted, the latest first. */
export const latestSuspensionsOf = (
  deps: Source,
  employerId: Types.ObjectId,
  most: number,
): Promise<SuspensionRecord[]> =>
  deps.models.suspensions.find({ employerId }).sort({ at: -1 }).limit(most).lean().exec();

/** Some employers whose names match a pattern, whatever the case. */
export async function employersLike(deps: Source, pattern: string, most: number): Promise<Types.ObjectId[]> {
  const found = await deps.models.employers
    .find({ name: { $regex: pattern, $options: 'i' } }, { _id: 1 })
    .limit(most)
    .lean();
  return found.map(({ _id }) => _id);
}

const holding = (text: string) => ({ $regex: text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' });
/** By the name as names are told apart; by nothing where what is asked for has no such name. */
const keyHolding = (asked: string) => {
  const key = nameKey(asked);
  return key === '' ? [] : [{ nameKey: holding(key) }];
};

const inState = {
  none: () => ({ verification: null }),
  verified: (now: Date) => ({ 'verification.validUntil': { $gt: now } }),
  expired: (now: Date) => ({ 'verification.validUntil': { $lte: now } }),
};

type Asked = {
  regionIds: readonly string[];
  /** How its check stands at `now`. */
  state?: keyof typeof inState | undefined;
  now: Date;
  /** Part of a name. */
  q?: string | undefined;
  /** Where a page goes on. */
  after: object;
  most: number;
};
/** The employers that operators of these regions are in charge of, the newest first. */
export const employersAtDesk = (
  deps: Source,
  { regionIds, state, now, q, after, most }: Asked,
): Promise<EmployerRecord[]> => {
  const within = { $in: regionIds.map((id) => new Types.ObjectId(id)) };
  const conditions = [
    { $or: [{ regionPath: within }, { deskPath: within }] },
    ...(state ? [inState[state](now)] : []),
    ...(q ? [{ $or: [{ name: holding(q) }, ...keyHolding(q)] }] : []),
    after,
  ];
  return deps.models.employers
    .find({ $and: conditions })
    .sort({ createdAt: -1, _id: -1 })
    .limit(most)
    .lean()
    .exec();
};
