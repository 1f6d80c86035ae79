import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  type Document,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'bson';
import type { Random } from './bytes.ts';

const deep = (levels: number): unknown => Array.from({ length: levels }).reduce((inner) => ({ a: inner }), 1);

/** Values that a field of a command does not expect. */
const GARBAGE: unknown[] = [
  null,
  -1,
  0,
  1,
  2 ** 53,
  -0,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  'x',
  '$x',
  '$$ROOT',
  'a.b.0.$[].$',
  '\0',
  '__proto__',
  true,
  [],
  [[]],
  [null],
  [{}],
  {},
  { $gt: 1 },
  { $set: { a: 1 } },
  JSON.parse('{ "__proto__": 1, "constructor": 1, "toString": { "__proto__": {} } }'),
  { _bsontype: 'ObjectId', id: 'x' },
  { _bsontype: 'Long' },
  { $near: [0, 0] },
  { $or: [] },
  { $expr: { $function: {} } },
  { $expr: deep(60) },
  deep(120),
  new Date(Number.NaN),
  new Date(8.64e15),
  new ObjectId(),
  new UUID(),
  new Binary(Buffer.alloc(3), 4),
  new Binary(Buffer.alloc(0), 200),
  new BSONRegExp('(', 'x'),
  new BSONRegExp('(a+)+$', 'i'),
  Long.MAX_VALUE,
  Long.MIN_VALUE,
  new Double(1.5),
  Decimal128.fromString('NaN'),
  Decimal128.fromString('9E6144'),
  new Timestamp({ t: 1, i: 1 }),
  new Code('x', {}),
  new MinKey(),
  new MaxKey(),
];

const FIELDS: Record<string, string[]> = {
  hello: ['saslSupportedMechs', 'speculativeAuthenticate', 'client', 'topologyVersion', 'maxAwaitTimeMS'],
  ping: [],
  buildInfo: [],
  find: [
    'filter',
    'sort',
    'projection',
    'hint',
    'skip',
    'limit',
    'batchSize',
    'singleBatch',
    'let',
    'collation',
  ],
  getMore: ['collection', 'batchSize'],
  killCursors: ['cursors'],
  insert: ['documents', 'ordered'],
  update: ['updates', 'ordered', 'let'],
  delete: ['deletes', 'ordered'],
  findAndModify: ['query', 'update', 'remove', 'new', 'fields', 'upsert', 'arrayFilters', 'sort'],
  aggregate: ['pipeline', 'cursor', 'hint', 'let'],
  count: ['query', 'limit', 'skip'],
  distinct: ['key', 'query'],
  create: ['capped', 'validator', 'collation'],
  drop: [],
  renameCollection: ['to', 'dropTarget'],
  listCollections: ['filter', 'nameOnly', 'cursor'],
  listDatabases: ['filter'],
  createIndexes: ['indexes'],
  listIndexes: ['cursor'],
  dropIndexes: ['index'],
  explain: ['verbosity'],
  endSessions: [],
  killSessions: [],
  refreshSessions: [],
  commitTransaction: [],
  abortTransaction: [],
  saslStart: ['mechanism', 'payload', 'options'],
  saslContinue: ['conversationId', 'payload'],
  connectionStatus: [],
  nonsense: ['x'],
};
const GENERIC = [
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'maxTimeMS',
  'readConcern',
  'writeConcern',
  '$db',
];
const OPERATORS = [
  '$eq',
  '$in',
  '$regex',
  '$elemMatch',
  '$not',
  '$all',
  '$size',
  '$type',
  '$mod',
  '$geoWithin',
  '$exists',
];
const STAGES = [
  '$match',
  '$project',
  '$group',
  '$sort',
  '$limit',
  '$skip',
  '$unwind',
  '$lookup',
  '$facet',
  '$geoNear',
  '$bucket',
  '$addFields',
  '$unionWith',
  '$count',
  '$merge',
  '$out',
];
const UPDATES = [
  '$set',
  '$inc',
  '$push',
  '$pull',
  '$unset',
  '$rename',
  '$bit',
  '$currentDate',
  '$addToSet',
  '$pop',
  '$min',
];

/** A command of a known name whose fields hold what they should not, sometimes with something right among it. */
export function garbageCommand({ random, pick, within }: Random): Document {
  const name = pick(Object.keys(FIELDS));
  const value = (depth = 0): unknown => {
    if (depth > 2 || random() < 0.6) return pick(GARBAGE);
    if (random() < 0.3) return Array.from({ length: within(4) }, () => value(depth + 1));
    const names = pick([OPERATORS, STAGES, UPDATES, ['a', 'q', 'u', 'key', 'name', 'limit', 'multi', 'id']]);
    return Object.fromEntries(Array.from({ length: 1 + within(2) }, () => [pick(names), value(depth + 1)]));
  };
  const right: Record<string, () => unknown> = {
    documents: () => [{ a: value() }],
    updates: () => [{ q: { a: value() }, u: { [pick(UPDATES)]: { a: value() } }, upsert: random() < 0.5 }],
    deletes: () => [{ q: { a: value() }, limit: pick([0, 1]) }],
    pipeline: () => [{ [pick(STAGES)]: value() }],
    filter: () => ({ a: { [pick(OPERATORS)]: value() } }),
    indexes: () => [{ key: { [pick(['a', 'b', 'a.b'])]: pick([1, -1, value()]) }, name: pick(['i', 'j']) }],
    cursor: () => ({}),
  };
  const out: Document = { [name]: random() < 0.7 ? 'garbage' : value() };
  for (const field of FIELDS[name]!)
    if (random() < 0.7) out[field] = right[field] && random() < 0.6 ? right[field]() : value();
  if (random() < 0.2) out[pick(GENERIC)] = value();
  return out;
}
