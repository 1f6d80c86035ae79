import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { ensureCollections, ensureIndexes } from '../database.ts';
import { type Lease, lease } from '../lease.ts';
import { inOrder, type Migration } from './migration.ts';
import { migrationModel } from './model.ts';

const ASKED_AGAIN_MS = 200;
const RENEWED_MS = 1000;

/** A later version has been at this database. */
export class DatabaseNewer extends Error {}

export type Migrating<Deps> = {
  connection: Connection;
  deps: Deps;
  migrations: readonly Migration<Deps>[];
  /** Of the product, as it is recorded beside what it ran. */
  version: string;
  clock: () => Date;
  log: Pick<Logger, 'info'>;
};

/**
 * Brings the database to what the code expects: every migration that it has not seen, each once over all processes,
 * then the indexes. Other processes wait meanwhile; what one left half done, the next runs again. Throws
 * `DatabaseNewer` where a later version has run migrations that this one doesn't know.
 */
export async function migrate<Deps>(migrating: Migrating<Deps>): Promise<void> {
  const { connection } = migrating;
  const migrations = inOrder(migrating.migrations);
  const own = lease(connection, 'migrations');
  migrationModel(connection);
  await refuseNewer(connection, migrations);
  for (;;) {
    while (!(await own.hold())) await pause(ASKED_AGAIN_MS);
    const renewing = setInterval(() => void own.hold().catch(() => undefined), RENEWED_MS);
    try {
      // The one before may have been a later version.
      await refuseNewer(connection, migrations);
      await ensureCollections(connection);
      if (!(await runAll({ ...migrating, migrations }, own))) continue;
      return await ensureIndexes(connection);
    } finally {
      clearInterval(renewing);
      await own.release();
    }
  }
}

async function refuseNewer(connection: Connection, known: readonly Pick<Migration<never>, 'id'>[]) {
  const ids = known.map(({ id }) => id);
  const newer = await migrationModel(connection)
    .findOne({ _id: { $nin: ids } })
    .sort({ _id: -1 })
    .lean();
  if (!newer) return;
  throw new DatabaseNewer(
    `The database was brought up to date by a later version (${newer.version}, migration ${newer._id}). ` +
      'Start that version, or restore a backup of before.',
  );
}

/** Runs what has not ended yet. False: somebody else has taken over, since this process stood still for too long. */
async function runAll<Deps>(
  { connection, deps, migrations, version, clock, log }: Migrating<Deps>,
  own: Lease,
): Promise<boolean> {
  const records = migrationModel(connection);
  const ended = new Set(
    (await records.find({ endedAt: { $ne: null } }, { _id: 1 }).lean()).map(({ _id }) => _id),
  );
  for (const { id, description, run } of migrations.filter((each) => !ended.has(each.id))) {
    if (!(await own.hold())) return false;
    const begun = { description, version, begunAt: clock(), endedAt: null, tookMs: null };
    await records.updateOne({ _id: id }, { $set: begun }, { upsert: true });
    const from = performance.now();
    await run(deps);
    const tookMs = Math.round(performance.now() - from);
    if (!(await own.hold())) return false;
    await records.updateOne({ _id: id }, { $set: { endedAt: clock(), tookMs } });
    log.info({ migration: id, tookMs }, 'the database was migrated');
  }
  return true;
}
