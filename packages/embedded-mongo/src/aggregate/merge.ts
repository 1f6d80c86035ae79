import { randomBytes } from 'node:crypto';
import { buildIndex } from '../engine/index-build.ts';
import { MongoError } from '../errors.ts';
import { typeName } from '../query/types.ts';
import type { Collection } from '../storage/catalog.ts';
import { type Doc, isPlain, newId } from '../values/bson.ts';
import { compileUpdatePipeline, stageDoc } from './document-stages.ts';
import { compile, fieldParts, valueAt } from './expression.ts';
import { gather } from './join.ts';
import { variableName } from './operators/logic.ts';
import type { Docs, Make, Stage } from './stage.ts';

/** How a stage writes: the same way as the commands do. */
export interface Writer {
  insert: (db: string, collection: string, doc: Doc) => Promise<void>;
  /** Updates the document that matches; false where none does. */
  update: (db: string, collection: string, filter: Doc, update: Doc | Doc[], vars: Doc) => Promise<boolean>;
}

interface Target {
  db: string;
  coll: string;
}

/** `$merge` and `$out` write; they are not for transactions, which only see their own snapshot. */
function writerOf(name: string, { run }: Make): Writer {
  if (run.context.txn)
    throw new MongoError('OperationNotSupportedInTransaction', `${name} cannot be used in a transaction`);
  return run.writer!;
}

function targetOf(name: string, into: unknown, db: string): Target {
  const target = typeof into === 'string' ? { db, coll: into } : into;
  if (!isPlain(target))
    throw new MongoError('Location51178', `${name} needs a collection to write to, not ${typeName(into)}`);
  for (const key of Object.keys(target))
    if (key !== 'db' && key !== 'coll')
      throw new MongoError('UnknownField', `BSON field '${name}.into.${key}' is an unknown field.`);
  const { db: where = db, coll } = target;
  if (typeof coll !== 'string' || coll === '' || typeof where !== 'string')
    throw new MongoError('InvalidNamespace', `Invalid ${name} target namespace`);
  return { db: where, coll };
}

const MODES: Record<string, readonly string[]> = {
  replace: ['insert', 'fail', 'discard'],
  merge: ['insert', 'fail', 'discard'],
  pipeline: ['insert', 'fail', 'discard'],
  keepExisting: ['insert'],
  fail: ['insert'],
};

/** What comes out of a stage that writes. */
const NOTHING: Doc[] = [];

const OPTIONS = ['into', 'on', 'let', 'whenMatched', 'whenNotMatched'];

/** `$merge`: each document updates the one with the same `on` fields in another collection, or is inserted. */
export function merge(value: unknown, make: Make): Stage {
  const { engine, run, scope, pause } = make;
  const spec = typeof value === 'string' ? { into: value } : stageDoc('$merge', value, 'Location51182');
  for (const key of Object.keys(spec))
    if (!OPTIONS.includes(key))
      throw new MongoError('UnknownField', `BSON field '$merge.${key}' is an unknown field.`);
  const writer = writerOf('$merge', make);
  const { on = '_id', whenMatched = 'merge', whenNotMatched = 'insert' } = spec as Doc;
  const target = targetOf('$merge', spec.into, run.db);
  const paths: unknown[] = Array.isArray(on) ? on : [on];
  if (paths.length === 0 || !paths.every((path) => typeof path === 'string'))
    throw new MongoError('Location51186', "$merge 'on' field must be a string or an array of strings");
  const mode = Array.isArray(whenMatched) ? 'pipeline' : String(whenMatched);
  if (!MODES[mode]?.includes(String(whenNotMatched)))
    throw new MongoError(
      MODES[mode] && ['insert', 'fail', 'discard'].includes(String(whenNotMatched))
        ? 'Location51181'
        : 'BadValue',
      `Combination of $merge modes whenMatched: ${mode} and whenNotMatched: ${String(whenNotMatched)} is not supported`,
    );
  if (spec.let !== undefined && mode !== 'pipeline')
    throw new MongoError('Location51199', `Cannot use 'let' variables with 'whenMatched: ${mode}' mode`);
  const variables = { new: '$$ROOT', ...(spec.let as Doc | undefined) };
  const lets = Object.entries(variables).map(
    ([name, expr]) => [variableName(name), compile(expr, scope)] as const,
  );
  const unset = Object.fromEntries(lets.map(([name]) => [name, null]));
  if (mode === 'pipeline') compileUpdatePipeline(whenMatched as Doc[], { ...scope.values, ...unset });
  const keys = (paths as string[]).map((path) => ({ path, parts: fieldParts(path) }));
  checkUnique(engine.catalog.find(target.db, target.coll), paths as string[]);

  const insert = (doc: Doc) => writer.insert(target.db, target.coll, withId(doc));
  const update = (filter: Doc, doc: Doc): Promise<boolean> => {
    const vars = { ...scope.values };
    for (const [name, read] of lets) vars[name] = read(doc, []);
    const change =
      mode === 'pipeline'
        ? (whenMatched as Doc[])
        : mode === 'merge'
          ? [{ $replaceWith: { $mergeObjects: ['$$ROOT', '$$new'] } }]
          : mode === 'replace'
            ? doc
            : { $setOnInsert: {} };
    return writer.update(target.db, target.coll, filter, change, vars);
  };

  async function write(given: Doc): Promise<void> {
    const doc = paths.includes('_id') ? withId(given) : given;
    if (mode === 'fail') return insert(doc);
    const filter = Object.fromEntries(
      keys.map(({ path, parts }) => [path, { $eq: keyValue(doc, path, parts) }]),
    );
    // Whoever inserts the same key at the same moment makes it an update.
    for (let attempt = 0; ; attempt++) {
      if (await update(filter, doc)) return;
      if (whenNotMatched === 'discard') return;
      if (whenNotMatched === 'fail')
        throw new MongoError(
          'MergeStageNoMatchingDocument',
          '$merge could not find a matching document in the target collection for at least one document in the source collection',
        );
      try {
        return await insert(doc);
      } catch (error) {
        if (attempt > 0 || !(error instanceof MongoError) || error.codeName !== 'DuplicateKey') throw error;
      }
    }
  }

  return async function* (input) {
    for await (const docs of settled(input, make, target)) {
      for (const doc of docs) {
        await write(doc);
        await pause();
      }
    }
    yield NOTHING;
  };
}

const withId = (doc: Doc): Doc => ('_id' in doc ? doc : { _id: newId(), ...doc });

function keyValue(doc: Doc, path: string, parts: readonly string[]): unknown {
  const value = valueAt(doc, parts, 0);
  if (Array.isArray(value))
    throw new MongoError('Location51185', `$merge write error: 'on' field '${path}' cannot be an array`);
  if (value === undefined || value === null)
    throw new MongoError(
      'Location51132',
      `$merge write error: 'on' field '${path}' cannot be missing, null or undefined`,
    );
  return value;
}

function checkUnique(collection: Collection | undefined, paths: readonly string[]): void {
  if (paths.length === 1 && paths[0] === '_id') return;
  const fits = collection?.indexes.some(
    ({ unique, partial, building, fields }) =>
      unique &&
      !partial &&
      !building &&
      fields.length === paths.length &&
      fields.every(({ path }) => paths.includes(path)),
  );
  if (!fits)
    throw new MongoError('Location51183', 'Cannot find index to verify that join fields will be unique');
}

/** `$out`: the documents become the whole of a collection, at once and only when all went well. Its indexes stay. */
export function out(value: unknown, make: Make): Stage {
  const { engine, run, pause } = make;
  const writer = writerOf('$out', make);
  const { db, coll } = targetOf('$out', value, run.db);
  return async function* (input) {
    const name = `tmp.agg_out.${randomBytes(8).toString('hex')}`;
    engine.batch.begin();
    const fresh = engine.catalog.create(db, name);
    try {
      for (const { spec } of engine.catalog.find(db, coll)?.indexes ?? [])
        if (spec.name !== '_id_') await buildIndex(engine, fresh, spec);
      for await (const docs of input) {
        for (const doc of docs) {
          await writer.insert(db, name, withId(doc));
          await pause();
        }
      }
      engine.batch.begin();
      const before = engine.catalog.find(db, coll);
      if (before) {
        engine.transactions.abortTouching(before);
        engine.catalog.drop(before);
      }
      engine.catalog.rename(fresh, db, coll);
    } catch (error) {
      engine.batch.begin();
      if (!fresh.dropped) engine.catalog.drop(fresh);
      throw error;
    }
    yield NOTHING;
  };
}

/** The documents to write. Where they are read from the same collection all are read first, or they would be met again. */
async function* settled(input: Docs, { run }: Make, { db, coll }: Target): Docs {
  const same = db === run.db && (coll === run.collection || reads(run.pipeline, coll));
  if (same) yield await gather('$merge', input);
  else yield* input;
}

const reads = (value: unknown, collection: string): boolean => {
  if (Array.isArray(value)) return value.some((item) => reads(item, collection));
  if (!isPlain(value)) return false;
  return Object.entries(value).some(
    ([key, inner]) =>
      ((key === 'from' || key === 'coll' || key === '$unionWith') && inner === collection) ||
      reads(inner, collection),
  );
};

/** The stages that write, which only may stand at the end. */
export const WRITING: Record<string, (value: unknown, make: Make) => Stage> = { $merge: merge, $out: out };
