import {
  ALERTS_AT_MOST,
  type Alert,
  type AlertChange,
  type Alerts,
  type zNewAlert,
} from '@linggong/contracts/alert.ts';
import type { FeedFilter } from '@linggong/contracts/feed.ts';
import { tradeById } from '@linggong/contracts/trades.ts';
import { localMoment } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import type * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import { countInTransaction } from '../caps/public.ts';
import { requireMay, touchPerson } from '../identity/public.ts';
import { regionById } from '../regions/public.ts';
import { canonicalQuery, filterKey } from './canonical.ts';
import type { AlertRecord } from './model.ts';
import { addAlert, alertById, alertByKey, alertsOfPerson, removeAlert, updateAlert } from './repository.ts';
import { tellAlert, toAlert } from './views.ts';

const DAY_MINUTES = 24 * 60;

/** One's own alerts, newest first. */
export async function listAlerts(deps: Deps, viewer: Viewer | null): Promise<Alerts> {
  requireMay(viewer, 'alert.keep');
  const seq = await deps.events.end();
  const records = await alertsOfPerson(deps, viewer.personId);
  return { items: await Promise.all(records.map((record) => toAlert(deps, record))), seq };
}

const wrong = (field: string, message: string) =>
  problem('request.invalid', { errors: [{ path: `filter.${field}`, message }] });

/** Throws `request.invalid` for places and trades that there are not, and for a day that is over. */
async function requireSensible(deps: Deps, { region, trade, day }: FeedFilter, now: Date): Promise<void> {
  if (region && !(await regionById(deps, region))) throw wrong('region', wordsOf('regions').chooseAgain);
  if (trade?.some((id) => !tradeById(id))) throw wrong('trade', wordsOf('alerts').wrong.trade);
  if (day && localMoment(day, DAY_MINUTES) <= now) throw wrong('day', wordsOf('alerts').wrong.dayOver);
}

/** Where there is no room, what has ended makes some. Throws `alert.too_many`. */
async function makeRoom(deps: Deps, personId: string, now: Date): Promise<void> {
  const records = await alertsOfPerson(deps, personId);
  if (records.length < ALERTS_AT_MOST) return;
  const over = records.findLast(({ endsAt }) => endsAt !== null && endsAt <= now);
  if (!over) throw problem('alert.too_many');
  await removeRecord(deps, over);
}

async function removeRecord(deps: Deps, record: AlertRecord): Promise<void> {
  await removeAlert(deps, record._id);
  await tellAlert(deps, record, null);
}

/**
 * Saves a filter for the viewer. One that asks for the same as a saved one gives that one, unchanged. Of requests at once
 * each sees what the one before has saved. Throws `alert.too_many`, and `request.invalid` for what can't be asked for.
 */
export async function saveAlert(
  deps: Deps,
  viewer: Viewer | null,
  { filter: asked, pace }: z.output<typeof zNewAlert>,
): Promise<Alert> {
  requireMay(viewer, 'alert.keep');
  const { personId } = viewer;
  const now = deps.clock();
  await requireSensible(deps, asked, now);
  const filter = canonicalQuery(asked);
  const key = filterKey(filter);
  return deps.locks(`person:${personId}`, () =>
    deps.transaction(async () => {
      await touchPerson(deps, personId);
      const known = await alertByKey(deps, personId, key);
      if (known) return toAlert(deps, known);
      await countInTransaction(deps, { cap: 'alerts', by: personId });
      await makeRoom(deps, personId, now);
      const record: AlertRecord = {
        _id: new Types.ObjectId(),
        personId: new Types.ObjectId(personId),
        filter,
        key,
        pace,
        paused: false,
        endsAt: filter.day ? localMoment(filter.day, DAY_MINUTES) : null,
        createdAt: now,
      };
      await addAlert(deps, record);
      const alert = await toAlert(deps, record);
      await tellAlert(deps, record, alert);
      return alert;
    }),
  );
}

/** The viewer's alert of that id; throws `alert.not_found`, for others' too. */
async function ownAlert(deps: Deps, viewer: Viewer, id: string): Promise<AlertRecord> {
  const record = await alertById(deps, id);
  if (!record) throw problem('alert.not_found');
  requireMay(viewer, 'alert.change', record);
  return record;
}

/** Changes the pace of one's alert, pauses it or lets it go on. Throws `alert.not_found`. */
export async function changeAlert(
  deps: Deps,
  viewer: Viewer | null,
  id: string,
  change: AlertChange,
): Promise<Alert> {
  requireMay(viewer, 'alert.keep');
  return deps.transaction(async () => {
    const record = await ownAlert(deps, viewer, id);
    const changed = { ...record, ...change };
    const alert = await toAlert(deps, changed);
    if (changed.pace === record.pace && changed.paused === record.paused) return alert;
    await countInTransaction(deps, { cap: 'alerts', by: record.personId });
    if (!(await updateAlert(deps, record._id, change))) throw problem('alert.not_found');
    await tellAlert(deps, record, alert);
    return alert;
  });
}

/** Takes all of a person's alerts away. In the transaction that closes their account. */
export async function removeAlertsOf(deps: Deps, personId: string): Promise<void> {
  for (const record of await alertsOfPerson(deps, personId)) await removeRecord(deps, record);
}

/** Takes one's alert away. Throws `alert.not_found`. */
export async function deleteAlert(deps: Deps, viewer: Viewer | null, id: string): Promise<void> {
  requireMay(viewer, 'alert.keep');
  await deps.transaction(async () => removeRecord(deps, await ownAlert(deps, viewer, id)));
}
