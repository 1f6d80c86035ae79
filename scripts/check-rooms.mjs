// Fails where a source imports what it should not know: `node scripts/check-rooms.mjs`. See docs/decisions/rooms-with-doors.md.
import { fileURLToPath } from 'node:url';
import { circles, readSources } from './lib/imports.mjs';

/** The modules of the API, each of which may use those before it, through their `public.ts`. */
export const ORDER = [
  'regions',
  'caps',
  'flags',
  'about',
  'identity',
  'people',
  'files',
  'proxies',
  'employers',
  'gigs',
  'bookings',
  'crews',
  'reports',
  'contacts',
  'review',
  'imports',
  'rolls',
  'feed',
  'notices',
  'alerts',
  'events',
  'number',
  'closing',
];

const WEB_FEATURE = /^apps\/web\/src\/lib\/features\/([\w-]+)\//;
const MODULE = /^apps\/api\/src\/modules\/([\w-]+)\/(.+)$/;
const TEST = /\.test\.ts$|\.test-data\.ts$|\/fixtures\/|\/generated[\w-]*\.ts$/;
/** What starts the API whole for tests and measurements may use their fixtures. */
const TRIES = /^(?:packages\/testkit|bench|e2e)\//;
const isRepository = (inside) => inside === 'repository.ts' || inside.startsWith('repository/');
/** All of the API but the platform, which has no feature's. */
const ASKS = /^apps\/api\/src\/(?!platform\/)/;
/** What says which collections there are, and what knows the records of then. */
const KNOWS_ALL = new Set(['model.ts', 'migrations.ts']);
const moduleOf = (file) => MODULE.exec(file)?.[1];

/** Rules over single imports: whoever is `from` must not import what is `to`; `because` says why. */
const FORBIDDEN = [
  {
    from: /^apps\/api\/src\/platform\/(?!.*\.test\.ts$)/,
    to: /^apps\/api\/src\/(?:modules|words|demo)\/|^apps\/api\/src\/[\w-]+\.ts$/,
    because: 'the platform knows no feature',
  },
  { from: /^packages\/(?!testkit\/)/, to: /^apps\//, because: 'packages know no app' },
  {
    from: /^packages\/contracts\/src\/(?!.*\.test\.ts$)/,
    to: /^(?!packages\/contracts\/|zod$)/,
    because: 'contracts know zod alone',
  },
  {
    from: /^packages\/(?:rules|matching)\/src\/(?!.*(?:\.test|\/generated)\.ts$)/,
    to: /^(?!packages\/(?:contracts|rules|matching)\/|packages\/words\/src\/entry\.ts$)/,
    because:
      'rules and matching do no input or output, and need no library; their sentences are put together',
  },
  {
    from: /^apps\/web\/src\/lib\/kit\/(?!.*\.test\.ts$)/,
    to: /^(?:packages\/|\$app\/|apps\/(?!web\/src\/lib\/kit\/))/,
    because: 'the kit has no words and no data',
  },
  {
    from: /^apps\/web\/src\/lib\/(?!features\/|server\/|.*\.test\.ts$|words\/test-setup)/,
    to: /^apps\/web\/src\/lib\/(?:features|server)\//,
    because: 'what all features stand on knows none of them',
  },
  {
    from: /^apps\/web\/src\/lib\//,
    to: /^apps\/web\/src\/(?:routes|service-worker|kit-page)\//,
    because: 'pages are made of parts, never the other way',
  },
  {
    from: /^apps\/web\/src\/lib\/features\/(?!.*\.test\.ts$)/,
    to: /^apps\/web\/src\/lib\/server\//,
    because: 'a feature of the web runs in the browser too',
  },
];

/** What composes features may take them whole: the list of them, and what they share. */
const COMPOSES = {
  'apps/api/src/features.ts': /\/feature\.ts$/,
  'apps/api/src/deps.ts': /\/(?:model|hooks|shared)\.ts$/,
};

/** Why one import is wrong; null where it may be. */
export function wrongImport(file, to) {
  const rule = FORBIDDEN.find((one) => one.from.test(file) && one.to.test(to));
  if (rule) return rule.because;
  const [theirs, inside] = MODULE.exec(to)?.slice(1) ?? [];
  const own = moduleOf(file);
  if (!theirs || theirs === own) return null;
  if (TEST.test(file) || (TRIES.test(file) && inside.startsWith('fixtures/'))) return null;
  if (own && ORDER.indexOf(theirs) > ORDER.indexOf(own)) return `${theirs} stands above ${own}`;
  if (inside === 'public.ts' || COMPOSES[file]?.test(to)) return null;
  return `of ${theirs} nothing but its public.ts is for others`;
}

/** Features of the web that lead back to themselves by what they import of each other; tests may look both ways. */
export function webCircles(files) {
  const features = new Map();
  for (const [file, { imports }] of files) {
    const [, own] = WEB_FEATURE.exec(file) ?? [];
    if (!own || TEST.test(file)) continue;
    if (!features.has(own)) features.set(own, { imports: [] });
    for (const { to } of imports) {
      const [, theirs] = WEB_FEATURE.exec(to) ?? [];
      if (theirs && theirs !== own) features.get(own).imports.push({ to: theirs });
    }
  }
  return circles(features);
}

/** Which feature each collection is of, by what its `model.ts` makes; what is counted for any is the platform's. */
function owners(sources) {
  const of = new Map();
  for (const [file, { text }] of sources) {
    if (!/\/modules\/[\w-]+\/model\.ts$|\/platform\/tallies\.ts$/.test(file)) continue;
    for (const [, name] of text.matchAll(/^ {2}(\w+): modelOn\(/gm))
      of.set(name, moduleOf(file) ?? 'platform');
  }
  return of;
}

/** The collections that a file names. */
function collectionsIn(text, known) {
  const named = [...text.matchAll(/\bmodels\.(\w+)/g)].map(([, name]) => name);
  const taken = [...text.matchAll(/\{([^{}]*)\} = (?:\w+\.)?models\b/g)].flatMap(([, names]) =>
    names.split(',').map((name) => name.trim().split(':')[0]),
  );
  return new Set([...named, ...taken].filter((name) => known.has(name)));
}

const sources = readSources();

function problems() {
  const found = [];
  for (const [file, { imports }] of sources) {
    for (const { to } of imports) {
      const because = wrongImport(file, to);
      if (because) found.push(`${file} imports ${to}: ${because}`);
    }
  }
  for (const circle of webCircles(sources))
    found.push(`apps/web/src/lib/features: ${circle.join(', ')} need each other, one of them must not`);
  const folders = new Set([...sources.keys()].flatMap((file) => moduleOf(file) ?? []));
  for (const name of folders) if (!ORDER.includes(name)) found.push(`${name} has no place in the order`);
  return found;
}

/** What no single import shows, each place of it by what is wrong there. */
function places() {
  const of = owners(sources);
  const outside = [];
  const foreign = [];
  for (const [file, { text }] of sources) {
    const [own, inside] = MODULE.exec(file)?.slice(1) ?? [];
    if (!ASKS.test(file) || TEST.test(file) || KNOWS_ALL.has(inside)) continue;
    const names = collectionsIn(text, of);
    if (names.size > 0 && !(own && isRepository(inside))) outside.push(file);
    for (const name of names) if (of.get(name) !== own) foreign.push(`${file}: ${name}`);
  }
  const tests = [...sources].flatMap(([file, { imports }]) =>
    TEST.test(file) && moduleOf(file)
      ? imports.flatMap(({ to }) => {
          const [theirs, inside] = MODULE.exec(to)?.slice(1) ?? [];
          const open =
            !theirs || theirs === moduleOf(file) || inside === 'public.ts' || inside.startsWith('fixtures/');
          return open ? [] : [`${file}: ${to}`];
        })
      : [],
  );
  return {
    'files that import each other in a circle': circles(sources).flat(),
    'files beside repositories that touch collections': outside,
    "uses of another feature's collections": foreign,
    "tests that look into another feature's files": tests,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wrong = problems();
  for (const [what, found] of Object.entries(places()))
    if (found.length > 0) wrong.push(`${what}:\n  ${found.join('\n  ')}`);
  for (const one of wrong) console.error(one);
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
