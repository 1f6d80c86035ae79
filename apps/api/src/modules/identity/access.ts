import { FORBIDDEN_AT_DESK } from '../../messages/forbidden.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { rooms } from './rooms.ts';

type WithPath = readonly { toString(): string }[];

/** Throws `auth.required` where nobody is signed in. Enough for reading who one is, agreeing, leaving. */
export function requireSession(viewer: Viewer | null): asserts viewer is Viewer {
  if (!viewer) throw problem('auth.required');
}

/**
 * Throws `auth.required` where nobody is signed in, `auth.consent_required` where they have not agreed to the terms and
 * the privacy policy that are in force.
 */
export function requireSignedIn(viewer: Viewer | null): asserts viewer is Viewer {
  requireSession(viewer);
  if (!viewer.agreed) throw problem('auth.consent_required');
}

export const isMember = (viewer: Pick<Viewer, 'roles'>, employerId: { toString(): string }) =>
  viewer.roles.some((role) => role.role === 'employer' && role.employerId === employerId.toString());

/** `auth.forbidden` in words for who asks. */
export const forbidden = (viewer: Viewer) =>
  problem(
    'auth.forbidden',
    viewer.roles.some(({ role }) => role === 'operator') ? { detail: FORBIDDEN_AT_DESK } : {},
  );

/** The operator's role that covers a place, given the ids from the root down to it; admins cover nothing by being admins. */
export const operatorRoleOver = (viewer: Pick<Viewer, 'roles'>, path: WithPath) => {
  const ids = new Set(path.map(String));
  return viewer.roles.find((role) => role.role === 'operator' && ids.has(role.regionId));
};

/** Throws `auth.forbidden` unless the viewer belongs to the employer. */
export function requireMember(
  viewer: Viewer | null,
  employerId: { toString(): string },
): asserts viewer is Viewer {
  requireSignedIn(viewer);
  if (!isMember(viewer, employerId)) throw forbidden(viewer);
}

/** The regions whose subtrees the viewer is in charge of; throws `auth.forbidden` where there is none. */
export function requireOperator(viewer: Viewer | null): { viewer: Viewer; regionIds: string[] } {
  requireSignedIn(viewer);
  const regionIds = viewer.roles.flatMap((role) => (role.role === 'operator' ? [role.regionId] : []));
  if (regionIds.length === 0) throw problem('auth.forbidden');
  return { viewer, regionIds };
}

/** Throws `auth.forbidden` unless the viewer is an admin. */
export function requireAdmin(viewer: Viewer | null): asserts viewer is Viewer {
  requireSignedIn(viewer);
  if (!viewer.roles.some((role) => role.role === 'admin')) throw forbidden(viewer);
}

/** The rooms whose events the viewer may see; the one rule for sockets and for catch-up. */
export function roomsOf(viewer: Viewer | null): string[] {
  if (!viewer) return [rooms.public];
  const own = viewer.roles.flatMap((role) => {
    if (role.role === 'employer') return [rooms.employer(role.employerId)];
    return role.role === 'operator' ? [rooms.desk(role.regionId)] : [];
  });
  return [rooms.public, rooms.person(viewer.personId), ...own];
}
