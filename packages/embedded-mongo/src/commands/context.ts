import { setTimeout as sleep } from 'node:timers/promises';
import { constantValue } from '../aggregate/expression.ts';
import { variableName } from '../aggregate/operators/logic.ts';
import type { Connection } from '../auth/access.ts';
import type { Engine } from '../engine/engine.ts';
import type { Session } from '../engine/sessions.ts';
import { Blocked, type Transaction } from '../engine/transactions.ts';
import { MongoError, noSuchTransaction, writeConflict } from '../errors.ts';
import type { Seen } from '../storage/batch.ts';
import type { Collection } from '../storage/catalog.ts';
import { type Doc, decodeExact, isPlain, toNumber } from '../values/bson.ts';
import { andThen, attempt, type Maybe } from '../values/maybe.ts';
import type { Request } from '../wire/message.ts';

/** One command on its way: what it asks for and where it belongs. */
export interface Context {
  engine: Engine;
  connection: Connection;
  db: string;
  body: Doc;
  sequences: Map<string, Uint8Array[]>;
  session: Session | undefined;
  txn: Transaction | undefined;
  /** A statement failed: the transaction it belongs to is aborted, though the command has an answer. */
  failed: boolean;
  /** What its answer tells of, where it is no more than that. */
  seen: Seen | undefined;
  /** A retryable write: its statements' results are kept in the session. */
  retryable: boolean;
  /** How many batches had been given up when it began: if that changes, its earlier writes may be lost. */
  failures: number;
  /** `performance.now()` at which it must end. */
  deadline: number | undefined;
  /** Who waits for the answer: a read ends when they leave. */
  asker: { gone: boolean } | undefined;
  hooks: Request['hooks'];
}

export interface Command {
  run: (context: Context) => Maybe<Doc | Uint8Array>;
  /** Every field it understands; any other is refused. */
  fields: readonly string[];
  /** Takes fields that it does not know: a newer driver's greeting must not fail. */
  lenient?: boolean;
  /** Answered to whoever has not signed in, too. */
  open?: boolean;
  /** May run inside a multi-document transaction. */
  inTransaction?: boolean;
  /** May be sent with a txnNumber as a retryable write. */
  retryable?: boolean;
}

/** The name of the collection that a command is about. */
export function collectionName({ body }: Context): string {
  const name = Object.values(body)[0];
  if (typeof name !== 'string' || name === '')
    throw new MongoError('InvalidNamespace', 'collection name has invalid type or is empty');
  return name;
}

export const existing = (context: Context) =>
  context.engine.find(context.db, collectionName(context), context.txn);

/** A document option; an empty one where it is absent. */
export function docOption(value: unknown, name: string): Doc {
  if (value === undefined || value === null) return {};
  if (!isPlain(value))
    throw new MongoError('TypeMismatch', `BSON field '${name}' is the wrong type, expected type 'object'`);
  return value;
}

/** The variables of `let`, whose values may be expressions. */
export const letOption = (value: unknown): Doc =>
  Object.fromEntries(
    Object.entries(docOption(value, 'let')).map(([name, expr]) => [variableName(name), constantValue(expr)]),
  );

export function countOption(value: unknown, name: string): number | undefined {
  const n = toNumber(value);
  if (value !== undefined && value !== null && (n === undefined || !Number.isInteger(n) || n < 0))
    throw new MongoError('BadValue', `BSON field '${name}' value must be a whole number >= 0`);
  return n;
}

/** A list of documents from the body or from the sequence beside it. */
export function docList({ body, sequences }: Context, name: string): Doc[] {
  const raw = sequences.get(name);
  if (raw) return raw.map(decodeExact);
  const list = body[name];
  if (!Array.isArray(list) || !list.every(isPlain))
    throw new MongoError('TypeMismatch', `BSON field '${name}' must be an array of objects`);
  return list;
}

/** Only MongoDB's plain order of strings is known here. */
export function refuseCollation(collation: unknown): void {
  if (isPlain(collation) && Object.keys(collation).length > 0 && collation.locale !== 'simple')
    throw new MongoError('CommandNotSupported', 'A collation is not supported by the embedded database');
}

/** A transaction's first write waits so long for another transaction, in milliseconds; then it conflicts. */
const FIRST_WRITE_MS = 100;

/**
 * Runs a write; where a transaction holds what it needs, it waits for its end and starts again. A transaction's own
 * write only waits while nothing of its snapshot was used, for a moment, and then moves the snapshot.
 */
export function untilFree<T>(context: Context, work: () => Maybe<T>): Maybe<T> {
  return attempt(work, async (error) => {
    if (!(error instanceof Blocked)) throw error;
    const { holder } = error;
    const { txn } = context;
    if (!txn) await beforeDeadline(holder.ended, context.deadline);
    else {
      await Promise.race([holder.ended, txn.ended, sleep(FIRST_WRITE_MS, undefined, { ref: false })]);
      if (txn.state !== 'open') throw noSuchTransaction(txn.number);
      if (holder.state === 'open') throw writeConflict();
      context.engine.transactions.refresh(txn);
    }
    return untilFree(context, work);
  });
}

/** Before a change of a collection itself: waits for the transactions that use it now. */
export async function untilUnused({ engine, deadline }: Context, collection: Collection): Promise<void> {
  for (const txn of engine.transactions.touching(collection)) await beforeDeadline(txn.ended, deadline);
}

async function beforeDeadline(ended: Promise<void>, deadline: number | undefined): Promise<void> {
  if (deadline === undefined) return ended;
  const { promise, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(
    () => reject(new MongoError('MaxTimeMSExpired', 'operation exceeded time limit')),
    Math.max(0, deadline - performance.now()),
  );
  try {
    await Promise.race([ended, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs statement `i` of a retryable write once: a retry gets the stored result. */
export function statement<T>(context: Context, i: number, work: () => Maybe<T>): Maybe<T> {
  const { session, retryable, engine } = context;
  if (!retryable || !session) return work();
  const stored = session.results[i];
  if (stored) return stored.value as T;
  context.hooks?.before();
  return andThen(work(), (value) => {
    session.results[i] = { value };
    engine.batch.begin();
    engine.sessions.touch(session);
    context.hooks?.after();
    return value;
  });
}
