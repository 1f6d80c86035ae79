import type { OperatorGrant } from '@linggong/contracts/account.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { isDuplicate } from '../../platform/database.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { regionById, regionsByIds } from '../regions/public.ts';
import { requireMay } from './access.ts';
import { endingSessions } from './live-sessions.ts';
import type { MembershipRecord } from './model.ts';
import { officeOf } from './offices.ts';
import { maskPhone, normalisePhone } from './phone.ts';
import { phonesOfAccounts } from './repository/accounts.ts';
import { addOffice, officeRole, operatorRoles, removeOperatorRole } from './repository/memberships.ts';
import { personsOfAccounts } from './repository/persons.ts';
import { sessionIds } from './repository/sessions.ts';
import { ensureAccount } from './usecases.ts';

/** So many operators are listed. */
const LISTED = 1000;

type NewRole = { role: 'admin' } | { role: 'operator' | 'broker'; regionId: string };

/**
 * Gives a role to the account of a phone number, which is made where there is none yet. Giving it again changes
 * nothing. Throws `auth.phone_invalid`, `region.not_found`.
 */
export async function grantRole(deps: Deps, phone: string, given: NewRole): Promise<MembershipRecord> {
  const number = normalisePhone(phone, deps.settings.PHONE_COUNTRY);
  const regionId = given.role !== 'admin' ? new Types.ObjectId(given.regionId) : null;
  if (regionId && !(await regionById(deps, regionId))) throw problem('region.not_found');
  const accountId = new Types.ObjectId(await ensureAccount(deps, number));
  const office = { accountId, role: given.role, regionId };
  try {
    await endingSessions(deps, async () => {
      await addOffice(deps, office, deps.clock());
      return sessionIds(deps, { accountId });
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  return officeRole(deps, office);
}

async function toGrants(deps: Deps, memberships: MembershipRecord[]): Promise<OperatorGrant[]> {
  const accountIds = memberships.map((m) => m.accountId);
  const phones = await phonesOfAccounts(deps, accountIds);
  const persons = await personsOfAccounts(deps, accountIds);
  const names = new Map(persons.map((person) => [String(person.accountId), person.name]));
  const regions = await regionsByIds(
    deps,
    memberships.flatMap((m) => m.regionId ?? []),
  );
  return memberships.flatMap((membership) => {
    const region = regions.get(String(membership.regionId));
    if (!region) return [];
    const accountId = membership.accountId.toString();
    return {
      id: membership._id.toString(),
      name: names.get(accountId) ?? '',
      phoneMasked: maskPhone(phones.get(accountId) ?? ''),
      regionId: region._id.toString(),
      regionName: region.name,
      level: region.level,
      office: officeOf(region),
    };
  });
}

/** For admins: all operators, the first to be made first. */
export async function listOperators(deps: Deps, viewer: Viewer | null): Promise<OperatorGrant[]> {
  requireMay(viewer, 'operator.manage');
  return toGrants(deps, await operatorRoles(deps, LISTED));
}

export async function grantOperator(
  deps: Deps,
  viewer: Viewer | null,
  input: { phone: string; regionId: string },
): Promise<OperatorGrant> {
  requireMay(viewer, 'operator.manage');
  const membership = await grantRole(deps, input.phone, { role: 'operator', regionId: input.regionId });
  const [grant] = await toGrants(deps, [membership]);
  return grant!;
}

/** Takes an operator's role away; their open pages lose it at once. Repeating it changes nothing. */
export async function revokeOperator(deps: Deps, viewer: Viewer | null, id: string): Promise<void> {
  requireMay(viewer, 'operator.manage');
  await endingSessions(deps, async () => {
    const taken = await removeOperatorRole(deps, id);
    if (taken) await deps.hooks.identity.roleGone(taken);
    return taken ? sessionIds(deps, { accountId: taken.accountId }) : [];
  });
}
