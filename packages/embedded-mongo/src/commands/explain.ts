import { openQuery, type Query } from '../engine/read.ts';
import { MongoError } from '../errors.ts';
import { describe } from '../planner/plan.ts';
import { parseSort } from '../query/sort.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import { aggregate, explainAggregate } from './aggregate.ts';
import { type Command, docOption, letOption, refuseCollation } from './context.ts';
import { remove, update } from './crud.ts';
import { findAndModify } from './find-and-modify.ts';
import { count, distinct, find } from './read.ts';

const VERBOSITIES = ['queryPlanner', 'executionStats', 'allPlansExecution'];

const EXPLAINED: Record<string, Command> = {
  aggregate,
  count,
  delete: remove,
  distinct,
  find,
  findAndModify,
  findandmodify: findAndModify,
  update,
};

/** What a client may send along with any command, and drivers do. */
const ALONG = ['$db', 'lsid', 'comment', 'maxTimeMS', 'readConcern', '$readPreference', 'writeConcern'];

/** For find, count, distinct, update, delete, findAndModify and aggregate; writes are planned, not done. */
export const explain: Command = {
  fields: ['verbosity'],
  async run(context) {
    const { engine, body, db } = context;
    const verbosity = body.verbosity ?? 'allPlansExecution';
    if (!VERBOSITIES.includes(String(verbosity)))
      throw new MongoError(
        'BadValue',
        `Enumeration value '${String(verbosity)}' for field 'explain.verbosity' is not a valid value.`,
      );
    const inner = docOption(body.explain, 'explain');
    const name = checkInner(inner);
    if (body.writeConcern !== undefined || inner.writeConcern !== undefined)
      throw new MongoError('InvalidOptions', 'Command explain does not support writeConcern');
    if (name === 'aggregate') return explainAggregate(context, inner, verbosity);
    const namespace = `${db}.${String(inner[name])}`;
    const query = queryOf(name, inner);
    const collection = engine.catalog.find(db, String(inner[name]));
    const result = collection && openQuery(engine.records, collection, query, context);
    const found = result ? describe(result.plan) : { stage: 'EOF' };
    const sorted = !result || result.plan.sorted ? found : { stage: 'SORT', inputStage: found };
    const acting = stageOf(name, inner);
    const winningPlan = acting ? { stage: acting, inputStage: sorted } : sorted;
    const planned: Doc = {
      explainVersion: '1',
      queryPlanner: { namespace, parsedQuery: query.filter, winningPlan, rejectedPlans: [] },
    };
    if (verbosity !== 'queryPlanner') {
      const started = performance.now();
      let n = 0;
      while (result && (await result.next())) n++;
      planned.executionStats = {
        executionSuccess: true,
        nReturned: n,
        executionTimeMillis: Math.round(performance.now() - started),
        totalKeysExamined: result?.stats.keys ?? 0,
        totalDocsExamined: result?.stats.docs ?? 0,
        executionStages: { ...winningPlan, nReturned: n },
      };
    }
    return { ...planned, command: { ...inner, $db: db } };
  },
};

/** The name of the command to explain; what it would refuse is refused here. */
function checkInner(inner: Doc): string {
  const [name = ''] = Object.keys(inner);
  const command = Object.hasOwn(EXPLAINED, name) ? EXPLAINED[name] : undefined;
  if (!command) throw new MongoError('CommandNotFound', `Explain failed due to unknown command: ${name}`);
  for (const key of Object.keys(inner))
    if (key !== name && !ALONG.includes(key) && !command.fields.includes(key))
      throw new MongoError('UnknownField', `BSON field '${name}.${key}' is an unknown field.`);
  return name;
}

function stageOf(name: string, inner: Doc): string | undefined {
  if (name === 'count') return 'COUNT';
  if (name === 'update') return 'UPDATE';
  if (name === 'delete') return 'DELETE';
  if (name === 'findAndModify' || name === 'findandmodify') return inner.remove ? 'DELETE' : 'UPDATE';
  return undefined;
}

function queryOf(name: string, inner: Doc): Query {
  const statements = inner.updates ?? inner.deletes;
  if ((name === 'update' || name === 'delete') && !(Array.isArray(statements) && statements.length === 1))
    throw new MongoError('InvalidLength', 'explained write batches must be of size 1');
  const statement = Array.isArray(statements) ? (statements[0] as unknown) : undefined;
  const source = isPlain(statement) ? statement : inner;
  refuseCollation(source.collation);
  const one = stageOf(name, inner) !== 'COUNT' && source.multi !== true && source.limit !== 0;
  const limited = name === 'find' || name === 'count';
  const writes = stageOf(name, inner) !== undefined && name !== 'count';
  return {
    filter: docOption(source.filter ?? source.query ?? source.q, 'filter'),
    sort: parseSort(inner.sort),
    limit: limited ? Math.abs(toNumber(inner.limit) ?? 0) : writes && one ? 1 : 0,
    skip: limited ? (toNumber(inner.skip) ?? 0) : 0,
    hint: source.hint,
    vars: letOption(inner.let),
    ...(name === 'distinct' && { needs: [String(inner.key)] }),
  };
}
