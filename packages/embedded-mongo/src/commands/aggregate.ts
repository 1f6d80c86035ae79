import { type Opened, openPipeline } from '../aggregate/pipeline.ts';
import { MongoError } from '../errors.ts';
import { describe } from '../planner/plan.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import {
  type Command,
  type Context,
  collectionName,
  countOption,
  letOption,
  refuseCollation,
} from './context.ts';

interface Target {
  name: string;
  pipeline: Doc[];
  open: () => Opened;
}

function read(context: Context, body: Doc): Target {
  const { engine, db } = context;
  refuseCollation(body.collation);
  if (!Array.isArray(body.pipeline) || !body.pipeline.every(isPlain))
    throw new MongoError('TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const pipeline = body.pipeline as Doc[];
  const name = collectionName({ ...context, body });
  return {
    name,
    pipeline,
    open: () =>
      openPipeline(engine, {
        db,
        collection: name,
        pipeline,
        vars: letOption(body.let),
        hint: body.hint,
        context,
      }),
  };
}

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
    const { name, open } = read(context, body);
    const batchSize = countOption(body.cursor.batchSize, 'batchSize');
    const { source, front, rest } = open();
    const elsewhere = rest.some((stage) => '$lookup' in stage);
    if (front && !elsewhere) context.seen = { collection: front.collection, rids: front.rids };
    return engine.cursors.open(source, {
      ns: `${db}.${name}`,
      batchSize,
      session: session?.id,
      txn,
    });
  },
};

/** What `explain` says of an aggregate: the plan of its front part, and the stages after it. */
export async function explainAggregate(context: Context, body: Doc, verbosity: unknown): Promise<Doc> {
  const { name, open, pipeline } = read(context, body);
  const run = verbosity !== 'queryPlanner';
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
