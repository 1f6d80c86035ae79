import type { Connection } from '../auth/access.ts';
import type { Engine } from '../engine/engine.ts';
import type { Session } from '../engine/sessions.ts';
import { MongoError } from '../errors.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import type { Maybe } from '../values/maybe.ts';
import type { Request } from '../wire/message.ts';
import * as admin from './admin.ts';
import { logout, saslContinue, saslStart } from './auth.ts';
import { type Command, type Context, noSuchTransaction } from './context.ts';
import * as crud from './crud.ts';
import * as read from './read.ts';
import * as server from './server.ts';
import { sessionId } from './server.ts';

const { sessionId: _, ...serverCommands } = server;
const COMMANDS = new Map<string, Command>(
  Object.entries({
    ...admin,
    ...crud,
    ...read,
    ...serverCommands,
    findandmodify: crud.findAndModify,
    saslStart,
    saslContinue,
    logout,
  }),
);

/** What any command may carry. */
const GENERIC = new Set([
  '$db',
  'lsid',
  'txnNumber',
  'startTransaction',
  'autocommit',
  'readConcern',
  'writeConcern',
  '$readPreference',
  '$clusterTime',
  'maxTimeMS',
  'comment',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  '$audit',
  '$client',
]);

/**
 * Runs one request to its answer, which is given only once what it wrote or saw is on disk; at once where nothing had
 * to be waited for. Never throws.
 */
export function dispatch(engine: Engine, request: Request, connection: Connection): Maybe<Doc | Uint8Array> {
  let context: Context | undefined;
  try {
    if (!connection.trusted) mustSignIn(request.body);
    context = open(engine, request, connection);
    const reply = run(context);
    if (!(reply instanceof Promise) && !engine.batch.settled()) return finished(context, reply);
    return settle(context, reply);
  } catch (error) {
    return failed(engine, context, error);
  }
}

async function settle(context: Context, reply: Maybe<Doc | Uint8Array>): Promise<Doc | Uint8Array> {
  try {
    const done = finished(context, await reply);
    await context.engine.batch.settled();
    return done;
  } catch (error) {
    return failed(context.engine, context, error);
  }
}

function finished(context: Context, reply: Doc | Uint8Array): Doc | Uint8Array {
  // It was this command's; a cursor that lives on has none.
  context.deadline = undefined;
  if (context.txn) context.txn.started = true;
  return ArrayBuffer.isView(reply) ? reply : { ...reply, ok: 1 };
}

async function failed(engine: Engine, context: Context | undefined, error: unknown): Promise<Doc> {
  if (context?.txn && context.session?.txn) {
    engine.transactions.abort(context.session.txn);
    context.session.txn = undefined;
  }
  if ((error as { code?: unknown }).code === 'ERR_SQLITE_ERROR') engine.batch.abort(error);
  await engine.batch.settled()?.catch(() => undefined);
  return failure(error);
}

/** Who has not signed in may greet and sign in, and gets no session to fill the memory with. */
function mustSignIn(body: Doc): void {
  const [name] = Object.keys(body);
  const command = name === undefined ? undefined : COMMANDS.get(name);
  if (command && !command.open)
    throw new MongoError('Unauthorized', `Command ${name} requires authentication`);
  if (body.lsid !== undefined) throw new MongoError('Unauthorized', 'there are no users authenticated');
}

export function failure(error: unknown): Doc {
  const known =
    error instanceof MongoError
      ? error
      : new MongoError(
          (error as Error).name === 'BSONError' ? 'BadValue' : 'InternalError',
          (error as Error).message || String(error),
        );
  const { message, code, codeName, extra, labels } = known;
  return {
    ok: 0,
    errmsg: message,
    code,
    codeName,
    ...extra,
    ...(labels.length > 0 && { errorLabels: labels }),
  };
}

function open(engine: Engine, { body, sequences }: Request, connection: Connection): Context {
  const db = typeof body.$db === 'string' ? body.$db : '';
  const maxTimeMS = toNumber(body.maxTimeMS);
  return {
    engine,
    connection,
    db,
    body,
    sequences,
    session: undefined,
    txn: undefined,
    retryable: false,
    deadline: maxTimeMS ? performance.now() + maxTimeMS : undefined,
    ...sessionOf(engine, body),
  };
}

/** The session of a command, with its open transaction where the command belongs to one. */
function sessionOf(engine: Engine, body: Doc): Partial<Context> {
  if (body.lsid === undefined) {
    if (body.txnNumber !== undefined)
      throw new MongoError('InvalidOptions', 'Transaction number requires a session ID');
    return {};
  }
  const session = engine.sessions.get(sessionId(body.lsid));
  const number = toNumber(body.txnNumber);
  if (number === undefined) {
    if (body.autocommit !== undefined || body.startTransaction)
      throw new MongoError('InvalidOptions', "'autocommit' requires a txnNumber");
    return { session };
  }
  if (body.autocommit !== false) {
    engine.sessions.advance(session, number);
    return { session, retryable: true };
  }
  const [name] = Object.keys(body);
  const ending = name === 'commitTransaction' || name === 'abortTransaction';
  if (body.startTransaction) {
    if (session.number === number)
      throw new MongoError(
        'ConflictingOperationInProgress',
        `Transaction ${number} has already been started`,
      );
    engine.sessions.advance(session, number);
    const txn = engine.transactions.start(() => engine.transactions.abort(txn));
    session.txn = txn;
  } else if (session.number !== number && !ending) throw noSuchTransaction(number);
  else if (session.number > number) throw noSuchTransaction(number);
  else if (session.number < number) throw noSuchTransaction(number);
  if (ending) return { session };
  if (session.committed)
    throw new MongoError('TransactionCommitted', `Transaction ${number} has been committed.`);
  if (session.txn?.state !== 'open') throw noSuchTransaction(number);
  return { session, txn: session.txn };
}

function run(context: Context): Maybe<Doc | Uint8Array> {
  const { body, session, sequences } = context;
  const [name] = Object.keys(body);
  const command = name === undefined ? undefined : COMMANDS.get(name);
  if (!command || name === undefined) throw new MongoError('CommandNotFound', `no such command: '${name}'`);
  for (const key of [...Object.keys(body), ...sequences.keys()])
    if (key !== name && !GENERIC.has(key) && !command.lenient && !command.fields.includes(key))
      throw new MongoError('UnknownField', `BSON field '${name}.${key}' is an unknown field.`);
  checkConcerns(body);
  if (context.txn && !command.inTransaction)
    throw new MongoError(
      'OperationNotSupportedInTransaction',
      `Cannot run '${name}' in a multi-document transaction.`,
    );
  if (!context.retryable || !session) return command.run(context);
  if (!command.retryable)
    throw new MongoError('InvalidOptions', `txnNumber may not be used with the command '${name}'`);
  return alone(session, () => command.run(context));
}

/** One command of a retryable write at a time: a retry waits for the first try. */
async function alone<T>(session: Session, work: () => Maybe<T>): Promise<T> {
  while (session.running) await session.running;
  const running = Promise.resolve(work());
  session.running = running.then(
    () => undefined,
    () => undefined,
  );
  try {
    return await running;
  } finally {
    session.running = undefined;
  }
}

function checkConcerns({ readConcern, writeConcern }: Doc): void {
  const level = isPlain(readConcern) ? readConcern.level : undefined;
  if (
    level !== undefined &&
    !['local', 'available', 'majority', 'snapshot', 'linearizable'].includes(String(level))
  )
    throw new MongoError('FailedToParse', `Unknown read concern level '${String(level)}'`);
  const w = isPlain(writeConcern) ? toNumber(writeConcern.w) : undefined;
  if (w !== undefined && w > 1)
    throw new MongoError('UnsatisfiableWriteConcern', 'Not enough data-bearing nodes');
}
