import { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import type { EmployerRecord } from '../modules/employers/public.ts';
import {
  ensureAccount,
  type MembershipRecord,
  officeOf,
  personsOfAccounts,
} from '../modules/identity/public.ts';
import { DEMO_PEOPLE } from './people.ts';
import type { DemoPlace } from './places.ts';

type Account = { accountId: Types.ObjectId; personId: Types.ObjectId };
/** By the key of the person one can be. */
export type Accounts = ReadonlyMap<string, Account>;

/** The accounts of the people one can be, made the way a first sign-in makes them. */
export async function demoAccounts(deps: Deps): Promise<Accounts> {
  const accounts = DEMO_PEOPLE.map(async ({ key, phone }): Promise<[string, Account]> => {
    const accountId = new Types.ObjectId(await ensureAccount(deps, phone));
    const [person] = await personsOfAccounts(deps, [accountId]);
    return [key, { accountId, personId: person!._id }];
  });
  return new Map(await Promise.all(accounts));
}

/** The operators of the demo who decide, the narrowest first: of a region on a path, or else the city's. */
export function operatorOver(accounts: Accounts, places: ReadonlyMap<string, DemoPlace>) {
  const desks = DEMO_PEOPLE.flatMap(({ key, desk }) =>
    desk && places.get(desk)!.region.level !== 'village'
      ? [
          {
            office: officeOf(places.get(desk)!.region),
            accountId: accounts.get(key)!.accountId,
            region: places.get(desk)!.region,
          },
        ]
      : [],
  ).sort((a, b) => b.region.path.length - a.region.path.length);
  return (path: readonly Types.ObjectId[]) =>
    desks.find(({ region }) => path.some((id) => id.equals(region._id))) ?? desks.at(-1)!;
}

/** What the demo people may do beside being workers. */
export function membershipRecords(
  accounts: Accounts,
  places: ReadonlyMap<string, DemoPlace>,
  employers: ReadonlyMap<string, EmployerRecord>,
  createdAt: Date,
): Omit<MembershipRecord, '_id'>[] {
  return DEMO_PEOPLE.flatMap(({ key, employer, desk, broker }) => {
    const region = desk ?? broker;
    if (!employer && !region) return [];
    return {
      accountId: accounts.get(key)!.accountId,
      role: employer ? ('employer' as const) : desk ? ('operator' as const) : ('broker' as const),
      employerId: employer ? employers.get(employer)!._id : null,
      regionId: region ? places.get(region)!.region._id : null,
      createdAt,
    };
  });
}
