import { createHash } from 'node:crypto';
import type { PushMessage } from '@linggong/contracts/notice.ts';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { inLanguage } from '../../words/words.ts';
import { languageOf, personById } from '../identity/public.ts';
import { compose, textOf } from './compose.ts';
import type { NoticeRecord, PushSubscriptionRecord } from './model.ts';
import { isLastCall, TEXTS_OF_TAKEN, TEXTS_PER_DAY } from './policy.ts';
import { browserById, countRefusalOf, forgetRefusals, removeBrowsers } from './repository/browsers.ts';
import { noticesByIds } from './repository/notices.ts';
import { stillSo } from './still-so.ts';
import { usableSubscriptions } from './subscriptions.ts';
import { takeText } from './texts.ts';

const zPushData = z.object({ subscriptionId: z.string(), ids: z.array(z.string()) });
const zTextData = z.object({ personId: z.string(), ids: z.array(z.string()) });

/** A push service keeps a message for a phone that is off for so long at most. */
const KEPT_SECONDS = 12 * 3600;

/** In a row, each of another message. */
const MOST_REFUSALS = 3;

/** What of the notices is still worth saying, the oldest first. */
const worthSaying = async (deps: Deps, ids: readonly string[]) =>
  stillSo(deps, await noticesByIds(deps, ids));

/** Seconds for which it is of use. */
function lifetime(notices: readonly NoticeRecord[], now: Date): number {
  const ends = notices.flatMap(({ notAfter }) =>
    notAfter ? (notAfter.getTime() - now.getTime()) / 1000 : [],
  );
  return Math.round(Math.max(60, Math.min(KEPT_SECONDS, ...ends)));
}

/** A browser whose service refuses one message after the other is told nothing more; the others are. */
async function countRefusal(
  deps: Deps,
  { _id, refusals = 0, endpoint }: PushSubscriptionRecord,
): Promise<void> {
  deps.log.warn({ host: new URL(endpoint).hostname, refusals: refusals + 1 }, 'push service refused');
  await countRefusalOf(deps, _id, MOST_REFUSALS);
}

async function sendPush(deps: Deps, data: z.output<typeof zPushData>): Promise<undefined> {
  const found = await browserById(deps, data.subscriptionId);
  if (!found) return;
  const usable = await usableSubscriptions(deps, found.personId);
  const subscription = usable.find(({ _id }) => _id === found._id);
  const notices = (await worthSaying(deps, data.ids)).filter(({ personId }) =>
    personId.equals(found.personId),
  );
  if (!subscription || notices.length === 0) return;
  const now = deps.clock();
  const language = await languageOf(deps, found.personId);
  const message: PushMessage = {
    ...inLanguage(language, () => compose(deps, notices)),
    lang: language.code,
  };
  const answer = await deps.push.send(subscription, JSON.stringify(message), {
    seconds: lifetime(notices, now),
    urgent: notices.some(({ pace }) => pace === 'urgent'),
  });
  if (answer === 'gone') await removeBrowsers(deps, [subscription._id]);
  if (answer === 'refused') await countRefusal(deps, subscription);
  if (answer === 'sent' && subscription.refusals > 0) await forgetRefusals(deps, subscription._id);
}

async function sendText(deps: Deps, { personId, ids }: z.output<typeof zTextData>): Promise<undefined> {
  const person = await personById(deps, personId);
  const notices = await worthSaying(deps, ids);
  if (!person?.accountId || !person.phone || notices.length === 0) return;
  const id = createHash('sha256').update(ids.join()).digest('base64url').slice(0, 32);
  const most = notices.every(({ kind }) => deps.notices.kind(kind).fewTexts) ? TEXTS_OF_TAKEN : TEXTS_PER_DAY;
  const isLast = notices.some(
    ({ kind, begins }) => deps.notices.kind(kind).isLastCall && isLastCall(begins, deps.clock()),
  );
  const taken = await takeText(deps, { messageId: id, toId: personId, most, isLast });
  if (!taken) {
    deps.log.warn({ personId, notices: ids }, 'text message not sent: this person had enough of them today');
    return;
  }
  const language = await languageOf(deps, personId);
  const text = inLanguage(language, () => textOf(compose(deps, notices), taken.full));
  await deps.sms.send({ id, to: person.phone, text });
}

/** Messages that were asked for, each tried again for itself. What is no longer so by then is not said. */
export const sendingJobs = (deps: Deps): JobSpec[] => [
  { kind: 'notices.push', run: (data) => sendPush(deps, zPushData.parse(data)) },
  { kind: 'notices.sms', run: (data) => sendText(deps, zTextData.parse(data)) },
];
