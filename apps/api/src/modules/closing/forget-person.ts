import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { removeAlertsOf } from '../alerts/public.ts';
import { forgetFormerNames } from '../bookings/public.ts';
import { forgetInCrews } from '../crews/public.ts';
import { pseudonymisePerson } from '../identity/public.ts';
import { forgetNotices } from '../notices/public.ts';
import { forgetEntry } from '../people/public.ts';
import { endGrantsOfClosed } from '../proxies/public.ts';
import { type Named, unnameReports } from './unname.ts';
import { CLOSED } from './words.ts';

/**
 * What was a person's alone goes, whether they had an account or none; what is a record of theirs and others stays, and
 * names nobody. In the transaction that closes the person's own record.
 */
export async function forgetPerson(deps: Deps, personId: Types.ObjectId, named: Named): Promise<void> {
  await forgetName(deps, personId, named);
  await forgetAllButName(deps, personId);
}

/** What they said and did stays without their name. */
export async function forgetName(deps: Deps, personId: Types.ObjectId, named: Named): Promise<void> {
  await unnameReports(deps, personId, named);
  await forgetFormerNames(deps, personId);
}

/** All but how they are called in records of work. */
export async function forgetAllButName(deps: Deps, personId: Types.ObjectId): Promise<void> {
  await forgetInCrews(deps, personId);
  await endGrantsOfClosed(deps, personId);
  await forgetNotices(deps, personId);
  await removeAlertsOf(deps, personId.toHexString());
  for (const merged of await forgetEntry(deps, personId))
    await pseudonymisePerson(deps, merged, CLOSED.person);
}
