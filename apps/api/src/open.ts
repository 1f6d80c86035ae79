import path from 'node:path';
import { startEmbeddedMongo } from '@linggong/embedded-mongo/server.ts';
import { EmbeddedMongoError } from '@linggong/embedded-mongo/start-errors.ts';
import pino, { type Logger } from 'pino';
import { DatabaseUnreachable } from './platform/database.ts';
import { DatabaseNewer } from './platform/migrations/migrate.ts';
import { RedisUnreachable } from './platform/redis.ts';
import { signingSecret } from './platform/secret.ts';
import { parseSettings, type Settings, SettingsError } from './platform/settings.ts';

/** What both the server and the command line begin with. `closeDatabase` ends the embedded server, where it is one. */
export type Opened = {
  settings: Settings;
  secret: string;
  log: Logger;
  mongodbUrl: string;
  closeDatabase: () => Promise<void>;
};

/** Reads the settings and finds the database; starts the embedded one where no other is named. */
export async function open(environment: NodeJS.ProcessEnv): Promise<Opened> {
  const settings = parseSettings(environment);
  const level = settings.LOG_LEVEL ?? (process.stdout.isTTY ? 'warn' : 'info');
  const log = pino({ level }, pino.destination({ fd: 2, sync: true }));
  const dataDir = path.resolve(settings.DATA_DIR);
  const embedded = settings.MONGODB_URL ? null : await startEmbeddedMongo({ dataDir });
  const secret = await signingSecret(settings.SECRET, dataDir);
  return {
    settings,
    secret,
    log,
    mongodbUrl: settings.MONGODB_URL ?? embedded!.url,
    closeDatabase: async () => embedded?.close(),
  };
}

/** The one line for whoever started the process, for errors that they can do something about; else null. */
export function startError(error: unknown): string | null {
  const known = [SettingsError, DatabaseUnreachable, DatabaseNewer, RedisUnreachable, EmbeddedMongoError];
  return known.some((kind) => error instanceof kind) ? (error as Error).message : null;
}
