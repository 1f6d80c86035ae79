import { createHash } from 'node:crypto';
import type { PushSubscription } from '@linggong/contracts/notice.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { retryingDuplicates } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { countInTransaction } from '../caps/public.ts';
import { livingSessions, requireMay } from '../identity/public.ts';
import type { PushSubscriptionRecord } from './model.ts';
import {
  browsersOf,
  removeBrowserOf,
  removeBrowsers,
  removeBrowsersOfSessions,
  removeOldBrowsers,
  saveBrowser,
} from './repository/browsers.ts';
import { lookAgain } from './settings.ts';

/** Phones, tablets and browsers of one person; with one more the oldest goes. */
const AT_MOST = 10;

const idOf = (endpoint: string) => createHash('sha256').update(endpoint).digest('base64url');

/**
 * Lets a browser be told, as long as the session lasts. Throws `request.invalid` for an endpoint of no push service
 * that is known.
 */
export async function subscribe(
  deps: Deps,
  viewer: Viewer | null,
  { endpoint, keys }: PushSubscription,
): Promise<undefined> {
  requireMay(viewer, 'notice.keep');
  if (!deps.push.allows(endpoint)) {
    throw problem('request.invalid', {
      errors: [{ path: 'endpoint', message: wordsOf('notices').pushUnreachable }],
    });
  }
  const personId = new Types.ObjectId(viewer.personId);
  await retryingDuplicates(() =>
    deps.transaction(async () => {
      await countInTransaction(deps, { cap: 'push_changes', by: personId });
      // Whoever signs in on this browser has it now.
      await saveBrowser(deps, {
        _id: idOf(endpoint),
        personId,
        sessionId: new Types.ObjectId(viewer.sessionId),
        endpoint,
        keys,
        serverKey: deps.push.key,
        at: deps.clock(),
      });
      await removeOldBrowsers(deps, personId, AT_MOST);
      await lookAgain(deps, viewer.personId);
    }),
  );
}

/** Repeating it, or naming another's, changes nothing. */
export async function unsubscribe(deps: Deps, viewer: Viewer | null, endpoint: string): Promise<undefined> {
  requireMay(viewer, 'notice.keep');
  await removeBrowserOf(deps, viewer.personId, idOf(endpoint));
}

/** The browsers of these sessions are told nothing more; in the transaction that ends them. */
export async function forgetBrowsers(deps: Deps, sessionIds: readonly string[]): Promise<void> {
  await removeBrowsersOfSessions(deps, sessionIds);
}

/** Those whose session still lasts and that were made for the key that this server has. Others are cleared away. */
export async function usableSubscriptions(
  deps: Deps,
  personId: Types.ObjectId,
): Promise<PushSubscriptionRecord[]> {
  const all = await browsersOf(deps, [personId]);
  const living = await livingSessions(
    deps,
    all.map(({ sessionId }) => sessionId),
  );
  const usable = ({ sessionId, serverKey }: PushSubscriptionRecord) =>
    living.has(sessionId.toHexString()) && serverKey === deps.push.key;
  const gone = all.filter((subscription) => !usable(subscription));
  if (gone.length > 0)
    await removeBrowsers(
      deps,
      gone.map(({ _id }) => _id),
    );
  return all.filter(usable);
}
