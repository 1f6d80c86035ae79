import { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { retryingDuplicates } from '../../platform/database.ts';
import type { NewJob } from '../../platform/jobs/queue.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { personById } from '../identity/public.ts';
import { VIAS } from './model.ts';
import { digestDayAt, type Plan, plan } from './policy.ts';
import { noticesWaiting, saidBy, saidEverywhere } from './repository/notices.ts';
import { saveSettings, settingsRecord } from './repository/settings.ts';
import { settled } from './settings.ts';
import { stillSo } from './still-so.ts';
import { usableSubscriptions } from './subscriptions.ts';
import { toWaiting } from './waiting.ts';

const zData = z.object({ personId: z.string() });
/** More than anybody reads; the rest follows. */
const AT_ONCE = 500;

/** Text messages go to those who sign in with that number: others act for whoever has no account. */
async function phoneOf(deps: Deps, personId: Types.ObjectId): Promise<string | null> {
  const person = await personById(deps, personId);
  return person?.accountId ? person.phone : null;
}

/** Messages as jobs of their own: each is tried again for itself. */
function sending(personId: string, { messages }: Plan, subscriptions: readonly { _id: string }[]): NewJob[] {
  return messages.flatMap(({ via, ids }): NewJob[] =>
    via === 'sms'
      ? [{ kind: 'notices.sms', data: { personId, ids } }]
      : subscriptions.map(({ _id }) => ({
          kind: 'notices.push',
          data: { subscriptionId: _id, ids },
        })),
  );
}

/** Another process, that took this one for dead or is taken for it, has said some of it. */
class SaidMeanwhile extends Error {}

/**
 * Decides what of all that waits for a person is said now, and asks for the messages, in one transaction. Throws
 * `SaidMeanwhile`, and asks for none, where what it decided by is no longer so.
 */
async function deliverOnce(deps: Deps, person: string): Promise<Date | undefined> {
  const personId = new Types.ObjectId(person);
  const subscriptions = await usableSubscriptions(deps, personId);
  const { settings, digestDay } = settled(await settingsRecord(deps, personId));
  const reach = { push: subscriptions.length > 0, sms: (await phoneOf(deps, personId)) !== null };
  // Months of digests that wait for a browser must not stand before what can't wait.
  const vias = reach.push && settings.push ? VIAS : VIAS.filter((via) => via !== 'digest');
  const waiting = await noticesWaiting(deps, personId, vias, AT_ONCE);
  const alive = await stillSo(deps, waiting);
  const aliveIds = new Set(alive.map(({ _id }) => _id.toHexString()));
  const dead = waiting.filter(({ _id }) => !aliveIds.has(_id.toHexString()));
  const now = deps.clock();
  const made = plan(
    alive.map((notice) => toWaiting(deps, notice)),
    reach,
    { settings, now, digestDay },
  );
  await retryingDuplicates(() =>
    deps.transaction(async () => {
      for (const via of VIAS) {
        const ids = made.done.flatMap((each) => (each.via === via ? each.id : []));
        if (ids.length > 0 && !(await saidBy(deps, via, ids))) throw new SaidMeanwhile();
      }
      if (dead.length > 0)
        await saidEverywhere(
          deps,
          dead.map(({ _id }) => _id),
        );
      if (made.messages.some(({ via }) => via === 'digest'))
        await saveSettings(deps, personId, { digestDay: digestDayAt(settings, now) });
      await deps.jobs.enqueue(sending(person, made, subscriptions));
    }),
  );
  const more = waiting.length === AT_ONCE && made.done.length + dead.length > 0;
  return more ? now : (made.next ?? undefined);
}

async function deliver(deps: Deps, person: string): Promise<Date | undefined> {
  try {
    return await deliverOnce(deps, person);
  } catch (error) {
    if (error instanceof SaidMeanwhile) return deps.clock();
    throw error;
  }
}

/** One job for each person of whom something waits, so that what comes together is said together. */
export const deliveryJob = (deps: Deps): JobSpec => ({
  kind: 'notices.deliver',
  run: (data) => deliver(deps, zData.parse(data).personId),
});
