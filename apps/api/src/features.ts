import type { EventType } from '@linggong/contracts/events.ts';
import type { Hono } from 'hono';
import type { Connection } from 'mongoose';
import type { Deps, Hooks, Models } from './deps.ts';
import type { Feature, LiveParts } from './feature.ts';
import { about } from './modules/about/feature.ts';
import { alerts } from './modules/alerts/feature.ts';
import { bookings } from './modules/bookings/feature.ts';
import { caps } from './modules/caps/feature.ts';
import { closing } from './modules/closing/feature.ts';
import { contacts } from './modules/contacts/feature.ts';
import { crews } from './modules/crews/feature.ts';
import { employers } from './modules/employers/feature.ts';
import { events } from './modules/events/feature.ts';
import { feed } from './modules/feed/feature.ts';
import { files } from './modules/files/feature.ts';
import { flags } from './modules/flags/feature.ts';
import { gigs } from './modules/gigs/feature.ts';
import { identity } from './modules/identity/feature.ts';
import { imports } from './modules/imports/feature.ts';
import { notices } from './modules/notices/feature.ts';
import { number } from './modules/number/feature.ts';
import { people } from './modules/people/feature.ts';
import { proxies } from './modules/proxies/feature.ts';
import { regions } from './modules/regions/feature.ts';
import { reports } from './modules/reports/feature.ts';
import { review } from './modules/review/feature.ts';
import { rolls } from './modules/rolls/feature.ts';
import type { FollowerSpec } from './platform/events/follower.ts';
import type { Reach } from './platform/events/kind.ts';
import type { FileKinds } from './platform/files/kind.ts';
import type { ApiEnv } from './platform/http/env.ts';
import type { JobSpec } from './platform/jobs/worker.ts';
import type { Migration } from './platform/migrations/migration.ts';
import { type NoticeTable, noticeTable } from './platform/notices/table.ts';
import type { LiveSockets } from './platform/realtime/sockets.ts';
import { tallyModels } from './platform/tallies.ts';
import { inSource } from './words/words.ts';

/** In this order they are made ready, and listed in the reference. */
export const FEATURES: readonly Feature[] = [
  about,
  identity,
  files,
  closing,
  number,
  regions,
  caps,
  flags,
  people,
  proxies,
  employers,
  feed,
  gigs,
  bookings,
  crews,
  contacts,
  review,
  reports,
  imports,
  rolls,
  events,
  alerts,
  notices,
];

/** Paths at and below which files are taken. */
export const featureFilePaths = (): string[] => FEATURES.flatMap(({ filePaths }) => filePaths ?? []);

/** Every collection there is, by the name of its model's place in `Deps`. */
export const featureModels = (connection: Connection): Models =>
  Object.assign(tallyModels(connection), ...FEATURES.map((feature) => feature.models?.(connection)));

/** All hooks, by the module that calls them. Throws where two features hand in the same one. */
export function featureHooks(deps: Deps): Hooks {
  const hooks: Record<string, Record<string, unknown>> = {};
  for (const feature of FEATURES) {
    for (const [module, given] of Object.entries(feature.hooks?.(deps) ?? {})) {
      hooks[module] ??= {};
      const known = hooks[module];
      for (const [name, hook] of Object.entries(given)) {
        if (known[name]) throw new Error(`${feature.name} hands in ${module}.${name}, which another did`);
        known[name] = hook;
      }
    }
  }
  return hooks as Hooks;
}

/** All kinds of files, by name. Throws where two features declare the same one. */
export function featureFileKinds(deps: Deps): FileKinds {
  const kinds: FileKinds = {};
  for (const feature of FEATURES) {
    for (const [name, kind] of Object.entries(feature.files?.(deps) ?? {})) {
      if (kinds[name]) throw new Error(`${feature.name} has files of a kind that another has: ${name}`);
      kinds[name] = kind;
    }
  }
  return kinds;
}

/** All kinds of notices, and what events call for which. Throws where two features declare the same kind. */
export const featureNotices = (deps: Deps): NoticeTable =>
  noticeTable(deps, FEATURES, { station: deps.settings.STATION_PHONE });

/** Every feature's routes, under `/api/v1`. */
export function registerFeatures(app: Hono<ApiEnv>, deps: Deps): void {
  for (const feature of FEATURES) feature.before?.(app, deps);
  for (const feature of FEATURES) feature.routes?.(app, deps);
}

/** What brings databases of before to what features expect now. */
export const featureMigrations = (): Migration<Deps>[] =>
  FEATURES.flatMap(({ migrations }) => migrations ?? []);

/** What must be in the database before anybody is let in. */
export async function prepareFeatures(deps: Deps): Promise<void> {
  for (const feature of FEATURES) await feature.prepare?.(deps);
}

export const featureFollowers = (deps: Deps): FollowerSpec[] =>
  FEATURES.flatMap((feature) => feature.followers?.(deps) ?? []).map((spec) => ({
    ...spec,
    handle: (events) => inSource(() => spec.handle(events)),
  }));

export const featureJobs = (deps: Deps): JobSpec[] =>
  FEATURES.flatMap((feature) => feature.jobs?.(deps) ?? []).map((spec) => ({
    ...spec,
    run: (...given) => inSource(() => spec.run(...given)),
  }));

export const featureWarnings = (deps: Deps): string[] =>
  FEATURES.flatMap((feature) => feature.warnings?.(deps) ?? []);

const reaches = new Map(
  FEATURES.flatMap(({ events = [] }) => events.map(({ type, reach }) => [type, reach])),
);

/** How events of a type go out, as the feature says that tells them. */
export const reachOf = (type: EventType): Reach => reaches.get(type) ?? 'rooms';

export const liveParts = (deps: Deps): LiveParts =>
  Object.assign({}, ...FEATURES.map((feature) => feature.live?.(deps)));

export async function eachMinute(deps: Deps, live: LiveSockets): Promise<void> {
  for (const feature of FEATURES) await feature.eachMinute?.(deps, live);
}
