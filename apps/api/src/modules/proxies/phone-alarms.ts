import type { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { hmac } from '../../platform/keyed.ts';
import { type PersonRecord, personsByIds, personsByPhones } from '../identity/public.ts';
import { entriesByIds } from '../people/public.ts';
import type { GrantRecord } from './model.ts';
import { raise } from './raise.ts';

/** What the alarm of a phone (E.164) is once: the number can't be read from it. */
export const phoneAlarmOf = ({ secret }: Pick<Deps, 'secret'>, phone: string): string =>
  `phone:${hmac(secret, 'proxies.alarm', phone)}`;

type At = { deskPath: Types.ObjectId[]; proxyId: Types.ObjectId | null };

async function look(deps: Deps, places: ReadonlyMap<string, At>): Promise<void> {
  const { alarm_phone } = deps.proxyLimits;
  const same = Map.groupBy(await personsByPhones(deps, [...places.keys()]), ({ phone }) => phone);
  for (const [phone, people] of same) {
    const at = phone && places.get(phone);
    if (!at || people.length < alarm_phone) continue;
    const personIds = people.map(({ _id }) => _id);
    const found = {
      once: phoneAlarmOf(deps, phone),
      kind: 'phone' as const,
      count: people.length,
      of: alarm_phone,
      personIds,
    };
    await raise(deps, { ...found, ...at }, { reopens: true });
  }
}

/** Tells the county where the phone of somebody who is acted for stands on many records. */
export async function lookAtPhone(
  deps: Deps,
  { deskPath, proxyId }: Pick<GrantRecord, 'proxyId' | 'deskPath'>,
  { phone }: Pick<PersonRecord, 'phone'>,
): Promise<void> {
  if (phone) await look(deps, new Map([[phone, { deskPath, proxyId }]]));
}

/** Written in databases. */
const LOOK = 'proxies.look_at_phones';
const zData = z.object({ personIds: z.array(z.string()) });

/** After desks wrote numbers into records, they are looked at; in the transaction that writes. */
export const askForPhones = (deps: Deps, personIds: readonly Types.ObjectId[]): Promise<void> =>
  deps.jobs.enqueue([{ kind: LOOK, data: { personIds: personIds.map(String) } }]);

export const phonesJob = (deps: Deps): JobSpec => ({
  kind: LOOK,
  run: async (data) => {
    const { personIds } = zData.parse(data);
    const entries = byId(await entriesByIds(deps, personIds));
    const places = new Map<string, At>();
    for (const { _id, phone } of await personsByIds(deps, personIds)) {
      const entry = entries.get(_id.toHexString());
      if (phone && entry) places.set(phone, { deskPath: entry.deskPath, proxyId: null });
    }
    if (places.size > 0) await look(deps, places);
    return undefined;
  },
});
