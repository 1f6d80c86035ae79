import type { Connection } from '../auth/access.ts';
import type { ClusterTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { type Session, transactionTooOld } from '../engine/sessions.ts';
import { MongoError, noSuchTransaction } from '../errors.ts';
import { storageError } from '../storage/sqlite-errors.ts';
import { type Doc, toNumber } from '../values/bson.ts';
import type { Maybe } from '../values/maybe.ts';
import type { Request } from '../wire/message.ts';
import * as admin from './admin.ts';
import { aggregate } from './aggregate.ts';
import { logout, saslContinue, saslStart } from './auth.ts';
import { linggongHoldCheckpoints } from './backup.ts';
import { checkApi, checkClusterTime, checkConcerns, checkNumbered, unsatisfied } from './checks.ts';
import type { Command, Context } from './context.ts';
import * as crud from './crud.ts';
import { explain } from './explain.ts';
import { findAndModify } from './find-and-modify.ts';
import * as indexes from './indexes.ts';
import { errorLabels } from './labels.ts';
import * as read from './read.ts';
import * as server from './server.ts';
import { sessionCommands, sessionId } from './sessions.ts';
import { givenUp, onDisk } from './to-disk.ts';

const COMMANDS = new Map<string, Command>(
  Object.entries({
    ...admin,
    ...indexes,
    ...crud,
    ...read,
    explain,
    aggregate,
    ...server,
    ...sessionCommands,
    findAndModify,
    findandmodify: findAndModify,
    saslStart,
    saslContinue,
    logout,
    linggongHoldCheckpoints,
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
  const { body } = request;
  let context: Context | undefined;
  engine.batch.asked(connection);
  try {
    if (!connection.trusted) mustSignIn(body);
    const [name, command] = commandOf(request, engine.clock.now);
    const session = body.lsid === undefined ? undefined : engine.sessions.get(sessionId(body.lsid));
    const numbered = session && body.txnNumber !== undefined ? session : undefined;
    if (numbered?.running) return numbered.running.then(() => dispatch(engine, request, connection));
    context = open(engine, request, connection, session);
    number(context, name);
    const reply = command.run(context);
    if (reply instanceof Promise) {
      if (numbered) keepOthersOut(numbered, reply);
    } else {
      engine.batch.flushFor(connection);
      const held = engine.batch.failures() === context.failures;
      if (held && !engine.batch.settled(context.seen)) return finished(context, reply);
    }
    return settle(context, command, reply);
  } catch (error) {
    return failed(engine, body, context, givenUp(engine.batch, context, error));
  }
}

async function settle(
  context: Context,
  { run }: Command,
  reply: Maybe<Doc | Uint8Array>,
): Promise<Doc | Uint8Array> {
  try {
    return finished(context, await onDisk(context, reply, run));
  } catch (error) {
    return failed(context.engine, context.body, context, error);
  }
}

function finished(context: Context, reply: Doc | Uint8Array): Doc | Uint8Array {
  const { txn } = context;
  // They were this command's; a cursor that lives on may be read by another connection.
  context.deadline = undefined;
  context.asker = undefined;
  if (txn) {
    if (txn.state !== 'open') throw noSuchTransaction(txn.number);
    txn.started = true;
    if (context.failed) context.engine.transactions.abort(txn);
  }
  return ArrayBuffer.isView(reply) ? reply : { ...reply, ...unsatisfied(context.body), ok: 1 };
}

async function failed(engine: Engine, body: Doc, context: Context | undefined, error: unknown): Promise<Doc> {
  if (context?.txn) engine.transactions.abort(context.txn);
  await engine.batch.settled()?.catch(() => undefined);
  return failure(error, body);
}

/** One command with a txnNumber at a time in a session: a retry, or an abort, waits for what is still running. */
function keepOthersOut(session: Session, reply: Promise<unknown>): void {
  const done = () => {
    session.running = undefined;
  };
  session.running = reply.then(done, done);
}

/** Who has not signed in may greet and sign in, and gets no session to fill the memory with. */
function mustSignIn(body: Doc): void {
  const [name] = Object.keys(body);
  const command = name === undefined ? undefined : COMMANDS.get(name);
  if (command && !command.open)
    throw new MongoError('Unauthorized', `Command ${name} requires authentication`);
  if (body.lsid !== undefined) throw new MongoError('Unauthorized', 'there are no users authenticated');
}

/** The answer to a command that went wrong. */
export function failure(error: unknown, body: Doc = {}): Doc {
  const known =
    error instanceof MongoError
      ? error
      : (storageError(error) ??
        new MongoError(
          (error as Error).name === 'BSONError' ? 'BadValue' : 'InternalError',
          (error as Error).message || String(error),
        ));
  const { message, code, codeName, extra } = known;
  const labels = errorLabels(body, code);
  return {
    ok: 0,
    errmsg: message,
    code,
    codeName,
    ...extra,
    ...(labels.length > 0 && { errorLabels: labels }),
  };
}

/** The command that a request names; what it refuses here leaves an open transaction as it is. */
function commandOf(
  { body, sequences }: Request,
  now: Readonly<ClusterTime>,
): [name: string, command: Command] {
  const [name] = Object.keys(body);
  const command = name === undefined ? undefined : COMMANDS.get(name);
  if (!command || name === undefined) throw new MongoError('CommandNotFound', `no such command: '${name}'`);
  for (const key of [...Object.keys(body), ...sequences.keys()])
    if (key !== name && !GENERIC.has(key) && !command.lenient && !command.fields.includes(key))
      throw new MongoError('UnknownField', `BSON field '${name}.${key}' is an unknown field.`);
  checkApi(body, name);
  checkClusterTime(body);
  checkConcerns(body, name, now);
  checkNumbered(body, name, command);
  return [name, command];
}

function open(
  engine: Engine,
  { body, sequences, hooks }: Request,
  connection: Connection,
  session: Session | undefined,
): Context {
  const db = typeof body.$db === 'string' ? body.$db : '';
  const maxTimeMS = toNumber(body.maxTimeMS);
  return {
    engine,
    connection,
    db,
    body,
    sequences,
    session,
    txn: undefined,
    failed: false,
    seen: undefined,
    retryable: false,
    failures: engine.batch.failures(),
    deadline: maxTimeMS ? performance.now() + maxTimeMS : undefined,
    asker: connection,
    hooks,
  };
}

/** Puts a command into the transaction, or among the retryable writes, that its txnNumber means. */
function number(context: Context, name: string): void {
  const { engine, session, body } = context;
  const number = toNumber(body.txnNumber);
  if (number === undefined || !session) return;
  if (number < session.number) throw transactionTooOld(session, number);
  if (body.autocommit === undefined) {
    if (number === session.number && session.transactional)
      throw new MongoError(
        'InvalidOptions',
        'Must specify autocommit=false on all operations of a multi-statement transaction.',
      );
    engine.sessions.advance(session, number, false);
    context.retryable = true;
    return;
  }
  if (body.startTransaction) {
    if (session.number === number)
      throw new MongoError(
        'ConflictingOperationInProgress',
        `Cannot start a transaction at given transaction number ${number}: it has already been used`,
      );
    engine.sessions.advance(session, number, true);
    session.txn = engine.transactions.start(number);
  } else if (session.number < number || !session.transactional) throw noSuchTransaction(number);
  if (name === 'commitTransaction' || name === 'abortTransaction') return;
  if (session.committed)
    throw new MongoError('TransactionCommitted', `Transaction ${number} has been committed.`);
  if (session.txn?.state !== 'open') throw noSuchTransaction(number);
  if (body.readConcern !== undefined && !body.startTransaction)
    throw new MongoError(
      'InvalidOptions',
      'Only the first command in a transaction may specify a readConcern',
    );
  context.txn = session.txn;
}
