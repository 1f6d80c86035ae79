import { AUTH_DB } from '../auth/access.ts';
import { SESSION_MINUTES } from '../engine/sessions.ts';
import { MongoError } from '../errors.ts';
import { type Doc, isPlain, MAX_DOCUMENT_BYTES } from '../values/bson.ts';
import { MAX_MESSAGE_BYTES } from '../wire/message.ts';
import { greet } from './auth.ts';
import { type Command, type Context, noSuchTransaction } from './context.ts';

const VERSION = '7.0.0';
const SET_NAME = 'linggong';

/** The one member of a replica set, since drivers offer sessions and transactions only there. */
const greeting: Command = {
  fields: [],
  lenient: true,
  open: true,
  run({ body, connection }) {
    const { address, id } = connection;
    const legacy = !('hello' in body);
    return {
      helloOk: true,
      ...(legacy ? { ismaster: true } : { isWritablePrimary: true }),
      setName: SET_NAME,
      setVersion: 1,
      secondary: false,
      hosts: [address],
      primary: address,
      me: address,
      maxBsonObjectSize: MAX_DOCUMENT_BYTES,
      maxMessageSizeBytes: MAX_MESSAGE_BYTES,
      maxWriteBatchSize: 100_000,
      localTime: new Date(),
      logicalSessionTimeoutMinutes: SESSION_MINUTES,
      connectionId: id,
      minWireVersion: 0,
      maxWireVersion: 21,
      readOnly: false,
      ...greet(connection, body),
    };
  },
};
export const hello = greeting;
export const isMaster = greeting;
export const ismaster = greeting;

export const ping: Command = { fields: [], open: true, run: () => ({}) };

export const buildInfo: Command = {
  fields: [],
  open: true,
  run: () => ({
    version: VERSION,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'linggong-embedded',
    modules: [],
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  }),
};
export const buildinfo = buildInfo;

export const connectionStatus: Command = {
  fields: ['showPrivileges'],
  open: true,
  run({ connection: { credential, trusted }, body }) {
    const signedIn = trusted && credential;
    const everything = [{ resource: { anyResource: true }, actions: ['anyAction'] }];
    return {
      authInfo: {
        authenticatedUsers: signedIn ? [{ user: credential.user, db: AUTH_DB }] : [],
        authenticatedUserRoles: signedIn ? [{ role: 'root', db: AUTH_DB }] : [],
        ...(body.showPrivileges === true && { authenticatedUserPrivileges: signedIn ? everything : [] }),
      },
    };
  },
};

export const endSessions: Command = {
  fields: [],
  run({ engine, body }) {
    const list = Array.isArray(body.endSessions) ? body.endSessions : [];
    engine.batch.begin();
    for (const lsid of list) {
      const id = sessionId(lsid);
      engine.cursors.endSession(id);
      engine.sessions.end(id);
    }
    return {};
  },
};
export const killSessions: Command = {
  fields: [],
  run: (context) => endSessions.run({ ...context, body: { endSessions: context.body.killSessions } }),
};
export const refreshSessions: Command = { fields: [], run: () => ({}) };

/** The hex of a session's UUID. */
export function sessionId(lsid: unknown): string {
  const id = isPlain(lsid) ? lsid.id : undefined;
  if (!isPlain(id) && typeof id === 'object' && id !== null && 'buffer' in id)
    return Buffer.from(id.buffer as Uint8Array).toString('hex');
  throw new MongoError('BadValue', 'lsid.id must be a UUID');
}

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
export const commitTransaction: Command = {
  fields: COMMON,
  inTransaction: true,
  run(context): Doc {
    const { engine } = context;
    const session = transactionOf(context);
    if (session.committed) return {};
    const { txn } = session;
    if (txn?.state !== 'open') throw noSuchTransaction(session.number);
    const wrote = txn.overlay.size > 0;
    if (wrote) engine.batch.begin();
    engine.store.commit(txn);
    session.committed = true;
    session.txn = undefined;
    if (wrote) engine.sessions.touch(session);
    return {};
  },
};

export const abortTransaction: Command = {
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
