import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { dropIndexes, type Migration } from '../../platform/migrations/migration.ts';
import { officeIdOf } from './office.ts';

/** Over all offices: by it the first to bring in an id kept it from every other. */
const OLD_INDEX = 'source.name_1_source.externalId_1';

/**
 * Forwarded gigs used to be told apart by their source and its id alone. Those of before get the office that brought
 * them in. Does nothing a second time.
 */
export async function mendOffices(deps: Deps): Promise<void> {
  const { gigs, imports } = deps.models;
  await dropIndexes(gigs.collection, [OLD_INDEX]);
  const old = { 'source.name': { $type: 'string' }, 'source.officeId': { $exists: false } } as const;
  const ids: (Types.ObjectId | null)[] = await gigs.distinct('importId', old);
  for (const importId of ids) {
    const by = importId ? await imports.findById(importId, { deskPath: 1 }).lean() : null;
    await gigs.updateMany({ ...old, importId }, { $set: { 'source.officeId': by && officeIdOf(by) } });
  }
}

export const importMigrations: readonly Migration<Deps>[] = [
  {
    id: '2026-11-30-forwarded-gigs-of-offices',
    description: 'Forwarded gigs get the office that brought them in',
    run: mendOffices,
  },
];
