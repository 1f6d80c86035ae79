import type { Deps } from '../deps.ts';
import { isDuplicate } from '../platform/database.ts';
import { demoRecords } from './records.ts';

/**
 * Lays the demo into a database without employers; else it does nothing, so that starting again changes nothing.
 * All or nothing: it is one transaction. Regions must be there.
 */
export async function seedDemo(deps: Deps): Promise<void> {
  const { models } = deps;
  if (await models.employers.exists({})) return;
  const records = await demoRecords(deps, deps.clock());
  try {
    await deps.transaction(async () => {
      if (await models.employers.exists({})) return;
      await models.employers.insertMany(records.employers, { lean: true });
      await models.verifications.insertMany(records.verifications, { lean: true });
      await models.memberships.insertMany(records.memberships, { lean: true });
      await models.persons.insertMany(records.crowd, { lean: true });
      for (const { _id, name, birthDate, regionId, plateauResident } of records.own) {
        await models.persons.updateOne({ _id }, { $set: { name, birthDate, regionId, plateauResident } });
      }
      await models.gigs.insertMany(records.gigs, { lean: true });
      await models.decisions.insertMany(records.decisions, { lean: true });
      await models.gigVersions.insertMany(records.gigVersions, { lean: true });
      await models.bookings.insertMany(records.bookings, { lean: true });
      await models.notices.insertMany(records.notices, { lean: true });
      await models.showings.insertMany(records.showings, { lean: true });
      await models.reports.insertMany(records.reports, { lean: true });
    });
  } catch (error) {
    // Another process laid the very same in at the same time.
    if (!isDuplicate(error)) throw error;
  }
}
