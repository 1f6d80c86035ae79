import type { Employer } from '@linggong/contracts/employer.ts';
import { WATCHED_DAYS } from '@linggong/rules/review.ts';
import { DAY_MS } from '@linggong/rules/time.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId, joined } from '../../platform/database.ts';
import type { NamedEmployer } from '../identity/public.ts';
import { placeNames, regionById } from '../regions/public.ts';
import type { EmployerRecord } from './model.ts';
import { suspensionOf } from './suspension.ts';
import { toVerification, verificationState } from './verification.ts';

type Id = { toString(): string };

export async function employerById(deps: Pick<Deps, 'models'>, id: Id): Promise<EmployerRecord | null> {
  return deps.models.employers.findById(id.toString()).lean();
}

/** By their ids as hex strings; unknown ones are missing from the map. */
export async function employersByIds(
  deps: Pick<Deps, 'models'>,
  ids: Iterable<Id>,
): Promise<Map<string, EmployerRecord>> {
  const wanted = [...new Set([...ids].map(String))];
  if (wanted.length === 0) return new Map();
  const found = await deps.models.employers.find({ _id: { $in: wanted } }).lean();
  return byId(found);
}

/** As roles in them are named. */
export const namedEmployers = (deps: Pick<Deps, 'models'>, ids: readonly Id[]): Promise<NamedEmployer[]> =>
  deps.models.employers
    .find({ _id: { $in: ids.map(String) } }, { name: 1, kind: 1 })
    .lean()
    .exec();

/** The stage of an aggregation that adds the employers, as `employers`, whose ids are found at `by`. */
export const joinEmployers = (deps: Pick<Deps, 'models'>, by: string) =>
  joined({ from: deps.models.employers, by, on: '_id', as: 'employers' });

/** What an employer's members and the operators of its region see. */
export async function toEmployer(deps: Deps, employer: EmployerRecord): Promise<Employer> {
  const region = employer.regionId ? await regionById(deps, employer.regionId) : null;
  return {
    id: employer._id.toString(),
    name: employer.name,
    kind: employer.kind,
    creditCode: employer.creditCode,
    regionId: employer.regionId?.toString() ?? null,
    regionNames: region ? placeNames(region) : [],
    contactPhone: employer.contactPhone,
    verification: employer.verification && toVerification(employer.verification),
    verificationState: verificationState(employer, deps.clock()),
    suspension: suspensionOf(employer, deps.clock()),
    createdAt: employer.createdAt.toISOString(),
  };
}

/** From now on an operator sees for a while all that an employer posts; in the transaction of the decision. */
export const watchEmployer = (deps: Deps, employerId: Types.ObjectId) =>
  deps.models.employers.updateOne(
    { _id: employerId },
    { $max: { watchedUntil: new Date(deps.clock().getTime() + WATCHED_DAYS * DAY_MS) } },
  );

export const addEmployer = (deps: Pick<Deps, 'models'>, employer: EmployerRecord) =>
  deps.models.employers.insertMany([employer]);

/** The phone that people call; in the transaction that tells of it. */
export const setContactPhone = (
  deps: Pick<Deps, 'models'>,
  _id: Types.ObjectId,
  contactPhone: string | null,
) => deps.models.employers.updateOne({ _id }, { $set: { contactPhone } });

/** Those of the employers whom people reach by this phone. */
export const reachedBy = (
  deps: Pick<Deps, 'models'>,
  ids: readonly (Types.ObjectId | null)[],
  contactPhone: string,
): Promise<EmployerRecord[]> =>
  deps.models.employers
    .find({ _id: { $in: ids }, contactPhone })
    .lean()
    .exec();

/** Takes a phone off the employers that were reached by it. */
export const forgetContact = (deps: Pick<Deps, 'models'>, ids: readonly string[], contactPhone: string) =>
  deps.models.employers.updateMany({ _id: { $in: ids }, contactPhone }, { $set: { contactPhone: null } });

/** A household's name is a person's. */
export const renameHouseholds = (deps: Pick<Deps, 'models'>, ids: readonly Types.ObjectId[], name: string) =>
  deps.models.employers.updateMany({ _id: { $in: ids }, kind: 'household' }, { $set: { name } });

/** Whether an operator's check of any of them holds now. */
export const anyChecked = async (deps: Pick<Deps, 'models'>, ids: readonly Types.ObjectId[], now: Date) =>
  (await deps.models.employers.exists({ _id: { $in: ids }, 'verification.validUntil': { $gt: now } })) !==
  null;
