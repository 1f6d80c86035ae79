import type { Action } from '@linggong/rules/authority.ts';
import { liveScopes } from '@linggong/rules/grant.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { wordsOf } from '../../words/words.ts';
import { personById, requireMay, requireSignedIn, touchPerson } from '../identity/public.ts';
import type { By } from '../people/public.ts';
import type { GrantRecord } from './model.ts';
import { liveGrantBetween } from './repository.ts';

type Id = Types.ObjectId | string;

/** Who acts, for whom, and by which grant; null: for themselves, or as the desk. */
export type Acting = {
  viewer: Viewer;
  personId: string;
  grant: GrantRecord | null;
  /** A desk that stands in where nobody acts for the person; absent: it is no desk. */
  desk?: By;
};

/** Who acts for themselves. */
export const forOneself = (viewer: Viewer): Acting => ({ viewer, personId: viewer.personId, grant: null });

/** What the person is called to who acts for them; null: they act for themselves. */
export const nameForOther = async (deps: Deps, { grant, desk, personId }: Acting): Promise<string | null> =>
  grant || desk ? ((await personById(deps, personId))?.name ?? '') : null;

/** The grant by which somebody acts, as records of what they did keep it; nothing of who acts for themselves. */
export const byGrant = ({ grant }: Acting): { byGrantId?: Types.ObjectId } =>
  grant ? { byGrantId: grant._id } : {};

/**
 * `requireMay` for what is a person's: who acts for themselves is asked nothing more; for another, what the person's
 * grant that counts now lets them do is read, and is all that counts. In the transaction of what is done, with
 * `honourGrant` beside it, a grant that was ended before is never acted on. `employerId`: whose work it is about, for
 * which its members act by no grant. Throws as the table says.
 */
export async function requireMayFor(
  deps: Deps,
  viewer: Viewer | null,
  action: Action,
  { personId, employerId }: { personId: Id; employerId?: Id },
): Promise<Acting> {
  requireSignedIn(viewer);
  const id = String(personId);
  if (id === viewer.personId) {
    requireMay(viewer, action, { personId: id });
    return { viewer, personId: id, grant: null };
  }
  const grant = await liveGrantBetween(deps, viewer.personId, id);
  const target = { personId: id, scopes: grant ? liveScopes([grant], deps.clock()) : [] };
  requireMay(viewer, action, target);
  if (employerId) requireMay(viewer, action, { ...target, employerId }, wordsOf('proxies').ofEmployer);
  return { viewer, personId: id, grant };
}

/**
 * Serialises an act by a grant with whatever ends it: both touch the person's record, and the later one begins again and
 * sees the other. Within the transaction of the act; for who acts for themselves it does nothing.
 */
export async function honourGrant(deps: Deps, { grant, personId }: Acting): Promise<void> {
  if (grant) await touchPerson(deps, personId);
}
