import type { Hono } from 'hono';
import type { Connection, Model } from 'mongoose';
import type { Deps, Hooks } from './deps.ts';
import type { FollowerSpec } from './platform/events/follower.ts';
import type { AnyEventKind } from './platform/events/kind.ts';
import type { FileKinds } from './platform/files/kind.ts';
import type { ApiEnv } from './platform/http/env.ts';
import type { JobSpec } from './platform/jobs/worker.ts';
import type { Migration } from './platform/migrations/migration.ts';
import type { AnyNoticeKind } from './platform/notices/kind.ts';
import type { AnyNoticeSource } from './platform/notices/source.ts';
import type { LiveOptions, LiveSockets } from './platform/realtime/sockets.ts';

type Register = (app: Hono<ApiEnv>, deps: Deps) => void;

/** What only one feature gives the live connection: who somebody is, what they may see, which feeds are open. */
export type LiveParts = Pick<LiveOptions, 'viewerOf' | 'roomsOf' | 'watchers'>;

/** All that a feature is, declared in its `feature.ts`; `features.ts` folds the list of them. */
export type Feature = {
  name: string;
  /** Its collections. They are made, with their indexes, before anybody is let in. */
  // biome-ignore lint/suspicious/noExplicitAny: models of different records have no common type but this.
  models?: (connection: Connection) => Record<string, Model<any>>;
  /** Its operations, under `/api/v1`. */
  routes?: Register;
  /** Paths, of pages too, at and below which bodies may be files: their senders have longer. */
  filePaths?: readonly string[];
  /** Kinds of files that are its own, by name: see `modules/files/public.ts`. */
  files?: (deps: Deps) => FileKinds;
  /** What runs before every feature's operations. */
  before?: Register;
  /** Each kind of event that it tells, with its audience. */
  events?: readonly AnyEventKind[];
  /** Each kind of notice about it: to whom, how soon, until when it is so, in which words. */
  notices?: readonly AnyNoticeKind<Deps>[];
  /** Which events call for them. */
  noticesOn?: readonly AnyNoticeSource<Deps>[];
  /** What it does with events, behind the writes that made them. */
  followers?: (deps: Deps) => FollowerSpec[];
  /** What it does later, or again and again. */
  jobs?: (deps: Deps) => JobSpec[];
  /** What brings databases of before to what it expects now. */
  migrations?: readonly Migration<Deps>[];
  /** Lays in what must be in the database before anybody is let in; does nothing a second time. */
  prepare?: (deps: Deps) => Promise<void>;
  /** Lines for whoever keeps this running; asked anew each time that readiness is. */
  warnings?: (deps: Deps) => string[];
  /** What modules below it call, in their transactions, of what is its own. */
  hooks?: (deps: Deps) => { [M in keyof Hooks]?: Partial<Hooks[M]> };
  live?: (deps: Deps) => Partial<LiveParts>;
  /** Once a minute, with the live connections of this process. Never throws. */
  eachMinute?: (deps: Deps, live: LiveSockets) => Promise<void>;
};
