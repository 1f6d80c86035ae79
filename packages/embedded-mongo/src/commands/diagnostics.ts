import { arch, cpus, hostname, platform, release, totalmem, type } from 'node:os';
import { LIFETIME_MS } from '../engine/transactions.ts';
import { MongoError } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import { type Command, type Context, collectionName, existing } from './context.ts';
import { SET_NAME, VERSION } from './identity.ts';

const started = Date.now();

/** The settings that clients ask for; none can be changed. */
const PARAMETERS: Doc = {
  featureCompatibilityVersion: { version: VERSION.slice(0, 3) },
  transactionLifetimeLimitSeconds: LIFETIME_MS / 1000,
  enableTestCommands: false,
};

const getParameter: Command = {
  fields: Object.keys(PARAMETERS).concat('allParameters', 'showDetails'),
  run({ body }) {
    const all = body.getParameter === '*' || isPlain(body.getParameter);
    const names = all ? Object.keys(PARAMETERS) : Object.keys(body).filter((name) => name in PARAMETERS);
    if (names.length === 0) throw new MongoError('InvalidOptions', 'no option found to get');
    return Object.fromEntries(names.map((name) => [name, PARAMETERS[name]]));
  },
};

const serverStatus: Command = {
  fields: [],
  lenient: true,
  run({ connection: { address } }) {
    const uptime = (Date.now() - started) / 1000;
    return {
      host: address,
      version: VERSION,
      process: 'mongod',
      pid: process.pid,
      uptime,
      localTime: new Date(),
      repl: { setName: SET_NAME, isWritablePrimary: true, secondary: false, hosts: [address], me: address },
      storageEngine: { name: 'sqlite', supportsCommittedReads: true, persistent: true },
      mem: { bits: 64, resident: Math.round(process.memoryUsage.rss() / 2 ** 20) },
    };
  },
};

const hostInfo: Command = {
  fields: [],
  run: () => ({
    system: {
      currentTime: new Date(),
      hostname: hostname(),
      cpuAddrSize: 64,
      memSizeMB: Math.round(totalmem() / 2 ** 20),
      numCores: cpus().length,
      cpuArch: arch(),
    },
    os: { type: type(), name: platform(), version: release() },
    extra: {},
  }),
};

const whatsmyuri: Command = {
  fields: [],
  run: ({ connection }) => ({ you: `127.0.0.1:${connection.id}` }),
};

/** There is no log to show; what the product logs is its own. */
const getLog: Command = {
  fields: [],
  run({ body }) {
    if (body.getLog === '*') return { names: ['global', 'startupWarnings'] };
    return { totalLinesWritten: 0, log: [] };
  },
};

const getCmdLineOpts: Command = { fields: [], run: () => ({ argv: [], parsed: {} }) };

function sizes({ engine }: Context, collection: Collection, scale: number): Record<string, number> {
  const count = engine.store.count(collection);
  const bytes = engine.records.bytes(collection.id);
  return {
    count,
    size: Math.floor(bytes / scale),
    avgObjSize: count > 0 ? Math.floor(bytes / count) : 0,
    nindexes: collection.indexes.length,
  };
}

function scaleOf({ body }: Context): number {
  const scale = toNumber(body.scale) ?? 1;
  if (!Number.isInteger(scale) || scale < 1)
    throw new MongoError('BadValue', 'scale has to be a number >= 1');
  return scale;
}

const collStats: Command = {
  fields: ['scale'],
  run(context) {
    const collection = existing(context);
    const scaleFactor = scaleOf(context);
    const ns = `${context.db}.${collectionName(context)}`;
    if (!collection) return { ns, size: 0, count: 0, numOrphanDocs: 0, nindexes: 0, scaleFactor };
    return { ns, ...sizes(context, collection, scaleFactor), capped: false, scaleFactor };
  },
};

const dbStats: Command = {
  fields: ['scale', 'freeStorage'],
  run(context) {
    const { engine, db } = context;
    const scaleFactor = scaleOf(context);
    const all = engine.catalog.collections(db).map((one) => sizes(context, one, 1));
    const sum = (name: string) => all.reduce((total, one) => total + one[name]!, 0);
    const [objects, size] = [sum('count'), sum('size')];
    return {
      db,
      collections: all.length,
      views: 0,
      objects,
      avgObjSize: objects > 0 ? size / objects : 0,
      dataSize: size / scaleFactor,
      indexes: sum('nindexes'),
      scaleFactor,
    };
  },
};

export const diagnosticCommands = {
  getParameter,
  serverStatus,
  hostInfo,
  whatsmyuri,
  getLog,
  getCmdLineOpts,
  collStats,
  collstats: collStats,
  dbStats,
  dbstats: dbStats,
};
