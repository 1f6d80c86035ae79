import type { Broker } from '@linggong/contracts/proxy.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import {
  brokerRole,
  brokerRoles,
  endingSessions,
  grantRole,
  type MembershipRecord,
  maskPhone,
  personsOfAccounts,
  phonesOfAccounts,
  removeBrokerRole,
  requireMay,
  sessionsOfAccount,
} from '../identity/public.ts';
import { regionById, regionsByIds, subtreeOf } from '../regions/public.ts';
import { countyRegionIds } from './county.ts';
import { endGrantsByRole } from './role-gone.ts';

/** So many brokers are listed. */
const LISTED = 1000;

async function toBrokers(deps: Deps, memberships: readonly MembershipRecord[]): Promise<Broker[]> {
  const accountIds = memberships.map(({ accountId }) => accountId);
  const phones = await phonesOfAccounts(deps, accountIds);
  const persons = await personsOfAccounts(deps, accountIds);
  const names = new Map(persons.map(({ accountId, name }) => [String(accountId), name]));
  const regions = await regionsByIds(
    deps,
    memberships.flatMap(({ regionId }) => regionId ?? []),
  );
  return memberships.flatMap(({ _id, accountId, regionId }) => {
    const region = regions.get(String(regionId));
    if (!region) return [];
    return {
      id: _id.toHexString(),
      name: names.get(String(accountId)) ?? '',
      phoneMasked: maskPhone(phones.get(String(accountId)) ?? ''),
      regionId: region._id.toHexString(),
      regionName: region.name,
      level: region.level,
    };
  });
}

/** For operators of a county or above it: the brokers of their regions. */
export async function listBrokers(deps: Deps, viewer: Viewer | null): Promise<Broker[]> {
  requireMay(viewer, 'broker.list');
  const below = await Promise.all(
    countyRegionIds(viewer).map((id) => subtreeOf(deps, new Types.ObjectId(id))),
  );
  return toBrokers(deps, await brokerRoles(deps, below.flat(), LISTED));
}

/** Makes the account of a number a broker within the viewer's county. Throws `region.not_found`, `auth.phone_invalid`. */
export async function addBroker(
  deps: Deps,
  viewer: Viewer | null,
  { phone, regionId }: { phone: string; regionId: string },
): Promise<Broker> {
  requireMay(viewer, 'broker.list');
  const region = await regionById(deps, regionId);
  if (!region) throw problem('region.not_found');
  requireMay(viewer, 'broker.manage', { deskPath: region.path });
  const membership = await grantRole(deps, phone, { role: 'broker', regionId });
  const [broker] = await toBrokers(deps, [membership]);
  return broker!;
}

/** Takes the role away: open pages lose it at once, and nothing more is done by it. Repeating it changes nothing. */
export async function removeBroker(deps: Deps, viewer: Viewer | null, id: string): Promise<void> {
  requireMay(viewer, 'broker.list');
  const known = await brokerRole(deps, id);
  const region = known?.regionId ? await regionById(deps, known.regionId) : null;
  if (!known || !region) return;
  requireMay(viewer, 'broker.manage', { deskPath: region.path });
  await endingSessions(deps, async () => {
    const taken = await removeBrokerRole(deps, id);
    if (!taken) return [];
    await endGrantsByRole(deps, taken);
    return sessionsOfAccount(deps, taken.accountId);
  });
}
