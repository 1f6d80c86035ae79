import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import type { NoticeDraft } from '../../platform/notices/kind.ts';
import { personsByIds } from '../identity/public.ts';
import { lookingAt } from '../proxies/public.ts';
import type { NoticeRecord } from './model.ts';

/**
 * What people without an account are told, for those who may see what they hold: nobody else would read it. Asks for
 * persons only where somebody acts for one.
 */
export async function forProxies(deps: Deps, drafts: readonly NoticeDraft[]): Promise<NoticeDraft[]> {
  if (drafts.length === 0) return [];
  const ids = [...new Set(drafts.map(({ personId }) => personId))];
  const grants = await lookingAt(deps, ids);
  if (grants.length === 0) return [];
  const persons = await personsByIds(
    deps,
    grants.map(({ personId }) => personId),
  );
  const without = new Set(persons.flatMap(({ _id, accountId }) => (accountId ? [] : _id.toHexString())));
  return drafts.flatMap((draft) => {
    if (!without.has(draft.personId)) return [];
    const of = grants.filter(({ personId }) => personId.toHexString() === draft.personId);
    return of.map(({ proxyId }) => ({
      ...draft,
      personId: proxyId.toHexString(),
      forPersonId: draft.personId,
      key: `${draft.key}:for:${draft.personId}`,
      href: `/people/${draft.personId}`,
    }));
  });
}

type Told = Pick<NoticeRecord, 'personId' | 'forPersonId'>;

/** Which notices are about somebody whom their reader may still see: with the grant it stops. */
export async function stillFor(deps: Deps, notices: readonly Told[]): Promise<(notice: Told) => boolean> {
  const about = notices.flatMap(({ forPersonId }) => forPersonId ?? []);
  const grants = about.length > 0 ? await lookingAt(deps, about) : [];
  const live = new Set(grants.map(({ personId, proxyId }) => `${personId} ${proxyId}`));
  return ({ personId, forPersonId }) => !forPersonId || live.has(`${forPersonId} ${personId}`);
}

/** Whom notices are about that are told to who acts for them, as long as they may see it. No push says it. */
export async function whoseAre(
  deps: Deps,
  viewer: Viewer,
  notices: readonly NoticeRecord[],
): Promise<(notice: NoticeRecord) => string | null> {
  const still = await stillFor(deps, notices);
  const about = notices.filter(
    (notice) =>
      notice.forPersonId && notice.personId.equals(new Types.ObjectId(viewer.personId)) && still(notice),
  );
  const persons =
    about.length > 0
      ? await personsByIds(
          deps,
          about.map(({ forPersonId }) => forPersonId!),
        )
      : [];
  const names = new Map(persons.map(({ _id, name }) => [_id.toHexString(), name]));
  return ({ forPersonId, personId }) =>
    forPersonId && still({ forPersonId, personId }) ? (names.get(forPersonId.toHexString()) ?? null) : null;
}
