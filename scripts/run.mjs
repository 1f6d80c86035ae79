// The entry of every npm script. Runs on any Node >= 20 with nothing installed: it installs what the repository
// pins (its own Node among it) when the lockfile has changed, and then runs the command with that Node.

import { longTests, longTestsDue } from './lib/long-tests.mjs';
import { test } from './lib/test.mjs';
import { install, run, runAll, withLocalTools } from './lib/tools.mjs';

const [command = 'start', ...rest] = process.argv.slice(2);

/** A task of every package that has it. Through pnpm, because turbo asks for it and nothing else puts it on the PATH. */
const turbo = (task, options) =>
  run('pnpm', ['exec', 'turbo', 'run', task, '--no-update-notifier', '--output-logs=new-only'], options);

async function build() {
  console.log('Building the pages, where something changed ...');
  await turbo('build', { quietly: true });
}

/** Each source once: those that Node runs as one program, those that know a page's DOM as another. */
async function types() {
  await run('tsc', ['-p', 'tsconfig.server.json']);
  await run('tsc', ['-p', 'bench']);
}

/**
 * Demo data and one-tap sign-in are for one's own machine: not with an origin or a database of one's own, and not
 * where other machines can reach it.
 */
function demoByDefault() {
  const { HOST = '', PUBLIC_ORIGIN } = process.env;
  const MONGODB_URL = process.env.MONGODB_URL || process.env.MONGODB_URL_FILE;
  const ownMachine = ['', '127.0.0.1', 'localhost', '::1'].includes(HOST);
  return ownMachine && !MONGODB_URL && !PUBLIC_ORIGIN ? '1' : '0';
}

const commands = {
  /** All that a start needs, for a service that then starts it itself. */
  build,
  async start() {
    await build();
    return run('node', ['apps/api/src/main.ts'], {
      env: { DEMO: process.env.DEMO ?? demoByDefault(), NODE_ENV: 'production' },
    });
  },
  dev() {
    const web = 'http://127.0.0.1:3000';
    return runAll([
      [
        'node',
        ['--watch', 'apps/api/src/main.ts'],
        { env: { PORT: '3001', DEMO: '1', PUBLIC_ORIGIN: web, PAGES: '0' } },
      ],
      [
        'pnpm',
        ['--dir', 'apps/web', 'dev', '--host', '127.0.0.1', '--port', '3000', '--strictPort'],
        { env: { API_ORIGIN: 'http://127.0.0.1:3001' } },
      ],
    ]);
  },
  async test() {
    await build();
    return test(rest);
  },
  'test:long': longTests,
  /** For scripts: `1` where the long tests have to run, else nothing. */
  'test:long-due': () => console.log(longTestsDue() ? '1' : ''),
  async check() {
    await run('biome', ['check', '.']);
    await run('node', ['scripts/settings-table.mjs', '--check']);
    await run('node', ['scripts/check-rooms.mjs']);
    await run('node', ['scripts/check-patterns.mjs']);
    await Promise.all([types(), turbo('check')]);
  },
  async screenshots() {
    await build();
    return run('node', ['e2e/screenshots.ts']);
  },
  'embedded-mongo': () =>
    run('node', ['packages/embedded-mongo/src/cli/main.ts', ...rest], { endWithParent: true }),
  admin: () => run('node', ['apps/api/src/cli.ts', ...rest]),
  rules: () => run('node', ['packages/rules/corpus/cli.ts', ...rest]),
  /** What follows from the catalogues and from the pages that use them. */
  async words() {
    await run('node', ['apps/web/scripts/words.ts', ...rest]);
    return run('node', ['apps/api/scripts/make-words.ts']);
  },
  async e2e() {
    await build();
    return test(['--project', 'e2e', ...rest], { onlyBrowser: true });
  },
  async bench() {
    const [name] = rest;
    if (!name || !/^[a-z0-9-]+$/.test(name)) throw new Error('Which bench? npm run bench NAME, see bench/');
    await build();
    return run('node', [`bench/src/${name}.ts`, ...rest.slice(1)], { endWithParent: true });
  },
};

if (!Object.hasOwn(commands, command)) {
  console.error(`No command "${command}". There are: ${Object.keys(commands).join(', ')}.`);
  process.exit(2);
}
try {
  withLocalTools();
  await install();
  await commands[command]();
} catch (error) {
  if (error.exitCode === undefined) console.error(error.message);
  process.exitCode = error.exitCode ?? 1;
}
