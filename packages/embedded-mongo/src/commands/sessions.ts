import { MongoError, noSuchTransaction, notSupported } from '../errors.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import type { Command, Context } from './context.ts';

/** The hex of a session's UUID. */
export function sessionId(lsid: unknown): string {
  const id = isPlain(lsid) ? lsid.id : undefined;
  if (!isPlain(id) && typeof id === 'object' && id !== null && 'buffer' in id) {
    const { buffer, byteOffset, length } = id.buffer as Uint8Array;
    if (length === 16) return Buffer.from(buffer, byteOffset, length).toString('hex');
  }
  throw new MongoError('BadValue', 'lsid.id must be a UUID');
}

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The sessions are done with: their transactions, cursors and what a retry would need. */
const endSessions: Command = {
  fields: [],
  run({ engine, body }) {
    const ids = listed(body.endSessions).map(sessionId);
    engine.batch.begin();
    for (const id of ids) {
      engine.cursors.endSession(id);
      engine.sessions.end(id);
    }
    return {};
  },
};

/** Ends what runs in the sessions; what a retry needs stays. */
function kill({ engine }: Context, ids: readonly string[]): Doc {
  for (const id of ids) {
    engine.cursors.endSession(id);
    engine.sessions.kill(id);
  }
  return {};
}

const killSessions: Command = {
  fields: [],
  run(context) {
    const ids = listed(context.body.killSessions).map(sessionId);
    return kill(context, ids.length > 0 ? ids : context.engine.sessions.ids());
  },
};

const killAllSessions: Command = {
  fields: [],
  run(context) {
    if (listed(context.body.killAllSessions).length > 0) throw notSupported('killAllSessions by user');
    return kill(context, context.engine.sessions.ids());
  },
};

const killAllSessionsByPattern: Command = {
  fields: [],
  run(context) {
    const patterns = listed(context.body.killAllSessionsByPattern);
    const ids = patterns.map((pattern) => {
      if (!isPlain(pattern) || !isPlain(pattern.lsid) || Object.keys(pattern).length > 1)
        throw notSupported('killAllSessionsByPattern by anything but lsid');
      return sessionId(pattern.lsid);
    });
    return kill(context, patterns.length > 0 ? ids : context.engine.sessions.ids());
  },
};

const refreshSessions: Command = {
  fields: [],
  run({ engine, body }) {
    for (const lsid of listed(body.refreshSessions)) engine.sessions.get(sessionId(lsid));
    return {};
  },
};

function transactionOf({ session, body }: Context): NonNullable<Context['session']> {
  if (!session || body.autocommit !== false)
    throw new MongoError(
      'InvalidOptions',
      'A transaction command needs lsid, txnNumber and autocommit: false',
    );
  return session;
}

const COMMON = ['recoveryToken'];

/** May be sent again: a transaction that was committed stays so. */
const commitTransaction: Command = {
  fields: COMMON,
  inTransaction: true,
  run(context): Doc {
    const { engine } = context;
    const session = transactionOf(context);
    if (session.committed) return {};
    const { txn } = session;
    if (txn?.state !== 'open') throw noSuchTransaction(session.number);
    const wrote = txn.overlay.size + txn.created.size > 0;
    if (wrote) engine.batch.begin();
    try {
      engine.store.commit(txn);
    } catch (error) {
      engine.transactions.abort(txn);
      throw error;
    }
    session.committed = true;
    session.txn = undefined;
    if (wrote) engine.sessions.touch(session);
    return {};
  },
};

const abortTransaction: Command = {
  fields: COMMON,
  inTransaction: true,
  run(context): Doc {
    const session = transactionOf(context);
    if (session.committed)
      throw new MongoError('TransactionCommitted', `Transaction ${session.number} has been committed.`);
    if (session.txn?.state !== 'open') throw noSuchTransaction(session.number);
    context.engine.transactions.abort(session.txn);
    session.txn = undefined;
    return {};
  },
};

export const sessionCommands = {
  endSessions,
  killSessions,
  killAllSessions,
  killAllSessionsByPattern,
  refreshSessions,
  commitTransaction,
  abortTransaction,
};
