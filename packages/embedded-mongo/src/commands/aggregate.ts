import type { Writer } from '../aggregate/merge.ts';
import { WRITING } from '../aggregate/merge.ts';
import { type Opened, openPipeline } from '../aggregate/pipeline.ts';
import { MongoError } from '../errors.ts';
import { describe } from '../planner/plan.ts';
import { type Doc, encode, isPlain, toNumber } from '../values/bson.ts';
import {
  type Command,
  type Context,
  collectionName,
  countOption,
  letOption,
  refuseCollation,
  untilFree,
} from './context.ts';
import { runUpdate, writable } from './write.ts';

/** How the stages that write do it: as insert and update would. */
function writerFor(context: Context): Writer {
  const on = (db: string, collection: string): Context => ({ ...context, db, body: { update: collection } });
  return {
    async insert(db, collection, doc) {
      const inner = on(db, collection);
      const bytes = encode(doc);
      await untilFree(inner, () => context.engine.store.insert(writable(inner), bytes, undefined));
    },
    async update(db, collection, filter, update, vars) {
      const { matched } = await runUpdate(on(db, collection), { filter, update, vars });
      return matched > 0;
    },
  };
}

interface Target {
  name: string;
  pipeline: Doc[];
  /** Ends in a stage that writes. */
  writes: boolean;
  open: () => Opened;
}

function read(context: Context, body: Doc): Target {
  const { engine, db } = context;
  refuseCollation(body.collation);
  if (!Array.isArray(body.pipeline) || !body.pipeline.every(isPlain))
    throw new MongoError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const pipeline = body.pipeline as Doc[];
  const whole = toNumber(body.aggregate) === 1;
  const name = whole ? '$cmd.aggregate' : collectionName({ ...context, body });
  const last = Object.keys(pipeline.at(-1) ?? {})[0] ?? '';
  return {
    name,
    pipeline,
    writes: Object.hasOwn(WRITING, last),
    open: () =>
      openPipeline(engine, {
        db,
        collection: whole ? undefined : name,
        pipeline,
        vars: letOption(body.let),
        hint: body.hint,
        context,
        writer: writerFor(context),
      }),
  };
}

const nothing = async () => undefined;

export const aggregate: Command = {
  fields: [
    'pipeline',
    'cursor',
    'allowDiskUse',
    'collation',
    'hint',
    'let',
    'explain',
    'bypassDocumentValidation',
  ],
  inTransaction: true,
  async run(context) {
    const { engine, body, db, session, txn } = context;
    if (body.explain) {
      if (body.writeConcern !== undefined)
        throw new MongoError('InvalidOptions', 'aggregate with explain does not support writeConcern');
      return explainAggregate(context, body, 'queryPlanner');
    }
    if (!isPlain(body.cursor))
      throw new MongoError(
        'FailedToParse',
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    const { name, writes, open } = read(context, body);
    if (writes && isPlain(body.readConcern) && body.readConcern.level === 'linearizable')
      throw new MongoError(
        'InvalidOptions',
        "$out and $merge cannot be used with a 'linearizable' read concern level",
      );
    const batchSize = countOption(body.cursor.batchSize, 'batchSize');
    const { source } = open();
    if (writes) await source();
    return engine.cursors.open(writes ? nothing : source, {
      ns: `${db}.${name}`,
      batchSize: writes ? undefined : batchSize,
      session: session?.id,
      txn,
    });
  },
};

/** What `explain` says of an aggregate: the plan of its front part, and the stages after it. */
export async function explainAggregate(context: Context, body: Doc, verbosity: unknown): Promise<Doc> {
  const { name, open, writes, pipeline } = read(context, body);
  const run = verbosity !== 'queryPlanner';
  if (run && writes)
    throw new MongoError(
      'Location51029',
      `explain of an aggregate that writes supports only the verbosity queryPlanner`,
    );
  const { front, rest, source, progress, bytes } = open();
  let returned = 0;
  if (run) while (await source()) returned++;
  const namespace = `${context.db}.${name}`;
  const plan = front && describe(front.plan);
  const cursor: Doc = {
    queryPlanner: {
      namespace,
      winningPlan: !front ? { stage: 'EOF' } : front.plan.sorted ? plan : { stage: 'SORT', inputStage: plan },
    },
  };
  if (run)
    cursor.executionStats = {
      executionSuccess: true,
      nReturned: bytes ? returned : progress.returned,
      totalKeysExamined: front?.stats.keys ?? 0,
      totalDocsExamined: front?.stats.docs ?? 0,
    };
  const command = { aggregate: name, pipeline, cursor: {}, $db: context.db };
  if (bytes) return { explainVersion: '1', ...cursor, command };
  return { explainVersion: '1', stages: [{ $cursor: cursor }, ...rest], command };
}
