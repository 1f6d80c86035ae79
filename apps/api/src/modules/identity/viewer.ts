import type { Role } from '@linggong/contracts/account.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import { gathered } from '../../platform/gathered.ts';
import type { Asker, Viewer } from '../../platform/http/env.ts';
import { regionsByIds } from '../regions/public.ts';
import { hasAgreed } from './consent.ts';
import type { NamedEmployer } from './hooks.ts';
import type { MembershipRecord } from './model.ts';
import { officeOf } from './offices.ts';
import { ensurePerson } from './persons.ts';
import { membershipsOf } from './repository/memberships.ts';
import { sessionOwners } from './repository/sessions.ts';
import { signedToken } from './session-cookie.ts';

/** Memberships of what no longer exists count for nothing. */
async function toRoles(
  deps: Deps,
  memberships: readonly MembershipRecord[],
  employers: readonly NamedEmployer[],
): Promise<Role[]> {
  const employerById = byId(employers);
  const regionById = await regionsByIds(
    deps,
    memberships.flatMap((m) => m.regionId ?? []),
  );
  return memberships.flatMap(({ role, employerId, regionId }): Role[] => {
    if (role === 'admin') return [{ role }];
    if (role === 'operator' || role === 'broker') {
      const region = regionById.get(String(regionId));
      if (!region) return [];
      const { name, level } = region;
      const at = { regionId: region._id.toString(), regionName: name, level };
      return [role === 'broker' ? { role, ...at } : { role, ...at, office: officeOf(region) }];
    }
    const employer = employerById.get(String(employerId));
    return employer
      ? [{ role, employerId: String(employerId), employerName: employer.name, kind: employer.kind }]
      : [];
  });
}

/** What an account may do beside being a worker, in the order in which it came to it. */
export async function rolesOf(deps: Deps, accountId: string): Promise<Role[]> {
  const memberships = await membershipsOf(deps, new Types.ObjectId(accountId));
  const employerIds = memberships.flatMap((m) => m.employerId ?? []);
  const employers = employerIds.length ? await deps.hooks.identity.employersOf(employerIds) : [];
  return toRoles(deps, memberships, employers);
}

const ownerOf = gathered((deps: Deps, tokens) =>
  sessionOwners(deps, tokens, deps.hooks.identity.joinEmployers('memberships.employerId')),
);

async function viewerByToken(deps: Deps, token: string): Promise<Viewer | null> {
  const session = await ownerOf(deps, token);
  if (!session || session.accounts.length === 0) return null;
  const accountId = session.userId.toString();
  const person = session.persons[0] ?? (await ensurePerson(deps, accountId));
  const memberships = session.memberships.toSorted((a, b) => String(a._id).localeCompare(String(b._id)));
  return {
    accountId,
    sessionId: session._id.toString(),
    sessionEndsAt: session.expiresAt,
    sessionSeenAt: session.seenAt ?? session.createdAt,
    personId: person._id.toString(),
    name: person.name,
    agreed: hasAgreed(deps, person),
    roles: await toRoles(deps, memberships, session.employers),
  };
}

/** Who brings a session's cookie that we have signed; null: nobody is signed in. It asks nothing of the database. */
export async function askerOf(deps: Deps, headers: Headers): Promise<Asker | null> {
  const cookies = headers.get('cookie');
  if (!cookies) return null;
  const { authCookies, secret } = await deps.auth.$context;
  const token = signedToken(cookies, authCookies.sessionToken.name, secret);
  return token === null ? null : { viewer: () => viewerByToken(deps, token) };
}

/** A viewer with whose bookings they may see beside their own: what the rooms of events are told by. */
export async function withLookedAfter(deps: Deps, viewer: Viewer | null): Promise<Viewer | null> {
  return viewer && { ...viewer, looksAfter: await deps.hooks.identity.looksAfter(viewer.personId) };
}

/** Who a request or a live connection belongs to, by its session's cookie; null: nobody is signed in. */
export async function viewerOf(deps: Deps, headers: Headers): Promise<Viewer | null> {
  const asker = await askerOf(deps, headers);
  return asker ? asker.viewer() : null;
}
