import { MongoError, notSupported } from '../errors.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import type { Command } from './context.ts';

/** Whether the fields of sessions, retryable writes and transactions fit together, and fit the command. */
export function checkNumbered(body: Doc, name: string, command: Command): void {
  const { lsid, txnNumber, autocommit, startTransaction } = body;
  const invalid = (message: string) => new MongoError('InvalidOptions', message);
  if (txnNumber === undefined) {
    if (autocommit !== undefined || startTransaction !== undefined)
      throw invalid("'autocommit' and 'startTransaction' require a txnNumber");
    return;
  }
  if (lsid === undefined) throw invalid('Transaction number requires a session ID');
  if (autocommit !== undefined && autocommit !== false)
    throw invalid('Specifying autocommit=true is not allowed.');
  if (startTransaction !== undefined && (startTransaction !== true || autocommit !== false))
    throw invalid("'startTransaction' can only be true, and requires autocommit=false");
  if (autocommit === undefined && !command.retryable)
    throw invalid(`txnNumber may not be used with the command '${name}'`);
  if (autocommit === false && !command.inTransaction)
    throw new MongoError(
      'OperationNotSupportedInTransaction',
      `Cannot run '${name}' in a multi-document transaction.`,
    );
}

const LEVELS = ['local', 'available', 'majority', 'snapshot', 'linearizable'];

/** There is one member and everything acknowledged is on disk: all that can be asked for is given, or refused. */
export function checkConcerns({ readConcern, writeConcern, autocommit }: Doc, name: string): void {
  const inTransaction = autocommit === false;
  const read = isPlain(readConcern) ? readConcern : {};
  const level = read.level === undefined ? undefined : String(read.level);
  if (level !== undefined && !LEVELS.includes(level))
    throw new MongoError('FailedToParse', `Unknown read concern level '${level}'`);
  if (read.atClusterTime !== undefined) throw notSupported('readConcern.atClusterTime');
  if (level === 'snapshot' && !inTransaction)
    throw notSupported("The read concern 'snapshot' outside of a transaction");
  if (inTransaction && (level === 'available' || level === 'linearizable'))
    throw new MongoError(
      'InvalidOptions',
      "The readConcern level must be either 'local' (default), 'majority' or 'snapshot' in order to run in a transaction",
    );
  if (!isPlain(writeConcern)) return;
  if (inTransaction && name !== 'commitTransaction' && name !== 'abortTransaction')
    throw new MongoError(
      'InvalidOptions',
      'writeConcern is not allowed within a multi-statement transaction',
    );
  if (typeof writeConcern.w === 'string' && writeConcern.w !== 'majority')
    throw new MongoError(
      'UnknownReplWriteConcern',
      `No write concern mode named '${writeConcern.w}' found in replica set configuration`,
    );
}

/** What a write is told beside its result where it asked for more members than the one there is. */
export function unsatisfied({ writeConcern }: Doc): Doc | undefined {
  const w = isPlain(writeConcern) ? toNumber(writeConcern.w) : undefined;
  if (w === undefined || w <= 1) return undefined;
  const { code, codeName, message } = new MongoError(
    'UnsatisfiableWriteConcern',
    'Not enough data-bearing nodes',
  );
  return { writeConcernError: { code, codeName, errmsg: message } };
}

/** The commands of MongoDB's stable API, version 1, as far as they are here. */
const STABLE = new Set(
  (
    'abortTransaction aggregate authenticate bulkWrite collMod commitTransaction count create createIndexes delete drop ' +
    'dropDatabase dropIndexes endSessions explain find findAndModify findandmodify getMore insert hello killCursors ' +
    'killSessions listCollections listDatabases listIndexes ping refreshSessions saslStart saslContinue update'
  ).split(' '),
);

export function checkApi({ apiVersion, apiStrict, apiDeprecationErrors }: Doc, name: string): void {
  if (apiVersion === undefined) {
    if (apiStrict !== undefined || apiDeprecationErrors !== undefined)
      throw new MongoError('InvalidOptions', 'apiStrict and apiDeprecationErrors require apiVersion');
    return;
  }
  if (apiVersion !== '1') throw new MongoError('APIVersionError', 'API version must be "1"');
  if (apiStrict === true && !STABLE.has(name))
    throw new MongoError(
      'APIStrictError',
      `Provided apiStrict:true, but the command ${name} is not in API Version 1`,
    );
}
