import type { Employer } from '@linggong/contracts/employer.ts';
import type { Deps } from '../../deps.ts';
import { joined } from '../../platform/database.ts';
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
  return new Map(found.map((employer) => [employer._id.toString(), employer]));
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
