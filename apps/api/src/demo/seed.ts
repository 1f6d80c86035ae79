import type { Deps } from '../deps.ts';
import { layInBookings } from '../modules/bookings/public.ts';
import { layInShowings } from '../modules/contacts/public.ts';
import { layInCrewBookings, layInCrews } from '../modules/crews/public.ts';
import { anyEmployer, layInEmployers } from '../modules/employers/public.ts';
import { layInGigs } from '../modules/gigs/public.ts';
import { layInPeople } from '../modules/identity/public.ts';
import { insertNotices } from '../modules/notices/public.ts';
import { layInRegister } from '../modules/people/public.ts';
import { layInAlarms, layInGrants } from '../modules/proxies/public.ts';
import { layInReports } from '../modules/reports/public.ts';
import { layInRoll } from '../modules/rolls/public.ts';
import { isDuplicate } from '../platform/database.ts';
import { demoRecords } from './records.ts';

/**
 * Lays the demo into a database without employers; else it does nothing, so that starting again changes nothing.
 * All or nothing: it is one transaction. Regions must be there.
 */
export async function seedDemo(deps: Deps): Promise<void> {
  if (await anyEmployer(deps)) return;
  const records = await demoRecords(deps, deps.clock());
  try {
    await deps.transaction(async () => {
      if (await anyEmployer(deps)) return;
      await layInEmployers(deps, records);
      await layInPeople(deps, records);
      await layInGigs(deps, records);
      await layInBookings(deps, records.bookings);
      await insertNotices(deps, records.notices);
      await layInShowings(deps, records.showings);
      await layInRegister(deps, records.register);
      await layInGrants(deps, records.grants);
      await layInAlarms(deps, records.alarms);
      await layInRoll(deps, records.roll.roll, records.roll.rows);
      await layInCrews(deps, records.crews);
      await layInCrewBookings(deps, records.crewBookings);
      await layInReports(deps, records.reports);
    });
  } catch (error) {
    // Another process laid the very same in at the same time.
    if (!isDuplicate(error)) throw error;
  }
}
