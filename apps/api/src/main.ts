import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DEMO_PEOPLE } from './demo/people.ts';
import { seedDemo } from './demo/seed.ts';
import { prepareReading } from './modules/imports/public.ts';
import { prepareRolls } from './modules/rolls/public.ts';
import { type Opened, open, startError } from './open.ts';
import { HOST_HEADER, type PageHandler, PROTOCOL_HEADER } from './platform/http/pages.ts';
import { settingWarnings } from './platform/settings.ts';
import { smsProvider } from './platform/sms.ts';
import { type RunningServer, start } from './start.ts';

/** The pages as the web app's build leaves them; undefined where it was not built. */
async function builtPages(): Promise<PageHandler | undefined> {
  const file = fileURLToPath(new URL('../../web/build/handler.js', import.meta.url));
  if (!existsSync(file)) return undefined;
  // The adapter reads these when it is loaded. Imports of spreadsheets come as forms too.
  Object.assign(process.env, { PROTOCOL_HEADER, HOST_HEADER, BODY_SIZE_LIMIT: '11M' });
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: PageHandler };
  return handler;
}

function greeting({ url }: RunningServer, { settings }: Opened, pages: boolean): string {
  const lines = [`Linggong is at ${url}`, `Its API is described at ${url}/api/docs`];
  if (!settings.MONGODB_URL) lines.push(`Its data is in ${settings.DATA_DIR}`);
  if (settings.PAGES && !pages) lines.push('The web pages are not built: only the API is served.');
  for (const warning of settingWarnings(settings)) lines.push('', `WARNING: ${warning}`);
  if (settings.DEMO) {
    lines.push('', `Demo: choose who you are at ${url}/sign-in, no code needed.`);
    for (const { name, role, about } of DEMO_PEOPLE) lines.push(`  ${name}，${role}。${about}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The first signal ends everything in order, the second at once. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

async function main(): Promise<void> {
  const opened = await open(process.env);
  const { settings, secret, log, mongodbUrl } = opened;
  try {
    const pages = settings.PAGES ? await builtPages() : undefined;
    const prepare = settings.DEMO ? seedDemo : undefined;
    const sms = smsProvider(settings, log);
    const server = await start({ settings, secret, log, mongodbUrl, sms, pages, prepare });
    stopOnSignals(async () => {
      await server.stop();
      await opened.closeDatabase();
    });
    process.stdout.write(greeting(server, opened, pages !== undefined));
    for (const warning of settingWarnings(settings)) log.warn(warning);
    Promise.all([prepareReading(), prepareRolls()]).catch((error: unknown) =>
      log.error({ err: error }, 'files of partners can’t be read'),
    );
  } catch (error) {
    await opened.closeDatabase();
    throw error;
  }
}

try {
  await main();
} catch (error) {
  console.error(startError(error) ?? error);
  process.exit(1);
}
