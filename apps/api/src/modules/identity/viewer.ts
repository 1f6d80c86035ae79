import type { Role } from '@linggong/contracts/account.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { regionsByIds } from '../regions/repository.ts';
import { cookieName, isSecure } from './auth.ts';
import type { MembershipRecord } from './model.ts';
import { officeOf } from './offices.ts';
import { ensurePerson } from './persons.ts';

/** What an account may do beside being a worker. Memberships of what no longer exists count for nothing. */
export async function rolesOf(deps: Deps, accountId: string): Promise<Role[]> {
  const memberships = await deps.models.memberships
    .find({ accountId: new Types.ObjectId(accountId) })
    .sort({ _id: 1 })
    .lean<MembershipRecord[]>();
  const employerIds = memberships.flatMap((m) => m.employerId ?? []);
  const employers = employerIds.length
    ? await deps.models.employers.find({ _id: { $in: employerIds } }, { name: 1, kind: 1 }).lean()
    : [];
  const employerById = new Map(employers.map((employer) => [employer._id.toString(), employer]));
  const regionById = await regionsByIds(
    deps,
    memberships.flatMap((m) => m.regionId ?? []),
  );
  return memberships.flatMap(({ role, employerId, regionId }): Role[] => {
    if (role === 'admin') return [{ role }];
    if (role === 'operator') {
      const region = regionById.get(String(regionId));
      if (!region) return [];
      const { name, level } = region;
      return [{ role, regionId: region._id.toString(), regionName: name, level, office: officeOf(region) }];
    }
    const employer = employerById.get(String(employerId));
    return employer
      ? [{ role, employerId: String(employerId), employerName: employer.name, kind: employer.kind }]
      : [];
  });
}

/** Who a request or a live connection belongs to, by its session's cookie; null: nobody is signed in. */
export async function viewerOf(deps: Deps, headers: Headers): Promise<Viewer | null> {
  const cookie = headers.get('cookie');
  if (!cookie?.includes(`${cookieName(isSecure(deps.settings))}=`)) return null;
  const found = await deps.auth.api.getSession({ headers: new Headers({ cookie }) });
  if (!found) return null;
  const accountId = found.session.userId;
  const [person, roles] = await Promise.all([ensurePerson(deps, accountId), rolesOf(deps, accountId)]);
  return {
    accountId,
    sessionId: found.session.id,
    personId: person._id.toString(),
    name: person.name,
    roles,
  };
}
