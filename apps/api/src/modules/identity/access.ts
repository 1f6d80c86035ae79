import { type Action, type Target, whyMayNot } from '@linggong/rules/authority.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { rooms } from './rooms.ts';

/**
 * Throws `auth.required` where nobody is signed in, `auth.consent_required` where they have not agreed to the terms and
 * the privacy policy that are in force. For what asks who it is before it can read what it is about: who may is
 * `requireMay`'s to say.
 */
export function requireSignedIn(viewer: Viewer | null): asserts viewer is Viewer {
  if (!viewer) throw problem('auth.required');
  if (!viewer.agreed) throw problem('auth.consent_required');
}

/** `auth.forbidden` in words for who asks. */
const forbidden = ({ roles }: Viewer, detail?: string) => {
  if (detail) return problem('auth.forbidden', { detail });
  const isOperator = roles.some(({ role }) => role === 'operator');
  return problem('auth.forbidden', isOperator ? { detail: wordsOf('identity').atDesk } : {});
};

/**
 * The one check of who may do what: throws as `AUTHORITY` says unless the viewer may. `detail`: what is said to who may
 * not, instead of the usual.
 */
export function requireMay(
  viewer: Viewer | null,
  action: Action,
  target?: Target,
  detail?: string,
): asserts viewer is Viewer {
  const why = whyMayNot(viewer, action, target);
  if (!why) return;
  throw why === 'auth.forbidden' && viewer ? forbidden(viewer, detail) : problem(why);
}

/** The regions whose subtrees the viewer is in charge of. */
export const regionIdsOf = ({ roles }: Viewer): string[] =>
  roles.flatMap((role) => (role.role === 'operator' ? [role.regionId] : []));

/** The rooms whose events the viewer may see; the one rule for sockets and for catch-up. */
export function roomsOf(viewer: Viewer | null): string[] {
  if (!viewer) return [rooms.public];
  const own = viewer.roles.flatMap((role) => {
    if (role.role === 'employer') return [rooms.employer(role.employerId)];
    return role.role === 'operator' ? [rooms.desk(role.regionId)] : [];
  });
  const others = (viewer.looksAfter ?? []).map(rooms.lookedAfter);
  return [rooms.public, rooms.person(viewer.personId), ...others, ...own];
}
