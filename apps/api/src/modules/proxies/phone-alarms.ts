import type { Types } from 'mongoose';
import * as z from 'zod';
import type { Deps } from '../../deps.ts';
import type { JobSpec } from '../../platform/jobs/worker.ts';
import { hmac } from '../../platform/keyed.ts';
import { type PersonRecord, personsByIds, personsByPhones } from '../identity/public.ts';
import type { GrantRecord } from './model.ts';
import { raise } from './raise.ts';

/** What the alarm of a phone (E.164) is once in each county: the number can't be read from it. */
export const phoneAlarmOf = ({ secret }: Pick<Deps, 'secret'>, phone: string): string =>
  `phone:${hmac(secret, 'proxies.alarm', phone)}`;

/** Who acts for somebody with this phone, and for whom; null: that isn't known. */
type Acts = { proxyId: Types.ObjectId; personId: Types.ObjectId } | null;

async function look(deps: Deps, phones: readonly string[], acts: Acts): Promise<void> {
  const { alarm_phone } = deps.proxyLimits;
  const same = Map.groupBy(await personsByPhones(deps, phones), ({ phone }) => phone);
  for (const [phone, people] of same) {
    if (!phone || people.length < alarm_phone) continue;
    const found = {
      once: phoneAlarmOf(deps, phone),
      kind: 'phone' as const,
      count: people.length,
      of: alarm_phone,
      about: people.map(({ _id }) => ({ personId: _id })),
      proxyId: acts?.proxyId ?? null,
      ...(acts ? { actsFor: acts.personId } : {}),
    };
    await raise(deps, found, { reopens: true });
  }
}

/** Tells the counties where the phone of somebody who is acted for stands on many records: who acts is said in theirs. */
export async function lookAtPhone(
  deps: Deps,
  { personId, proxyId }: Pick<GrantRecord, 'personId' | 'proxyId'>,
  { phone }: Pick<PersonRecord, 'phone'>,
): Promise<void> {
  if (phone) await look(deps, [phone], { proxyId, personId });
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
    const phones = (await personsByIds(deps, personIds)).flatMap(({ phone }) => phone ?? []);
    if (phones.length > 0) await look(deps, phones, null);
    return undefined;
  },
});
