import { Timestamp } from 'bson';
import type { ClusterTime } from '../engine/clock.ts';
import { MongoError, notSupported } from '../errors.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import type { Command } from './context.ts';

const invalid = (message: string) => new MongoError('InvalidOptions', message);

/** Whether the fields of sessions, retryable writes and transactions fit together, and fit the command. */
export function checkNumbered(body: Doc, name: string, command: Command): void {
  const { lsid, txnNumber, autocommit, startTransaction } = body;
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
export function checkConcerns(body: Doc, name: string, now: Readonly<ClusterTime>): void {
  const inTransaction = body.autocommit === false;
  if (body.readConcern !== undefined) checkReadConcern(body.readConcern, inTransaction, now);
  const { writeConcern } = body;
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

function checkReadConcern(concern: unknown, inTransaction: boolean, now: Readonly<ClusterTime>): void {
  if (!isPlain(concern)) throw new MongoError('FailedToParse', 'readConcern field should be an object');
  const { level, afterClusterTime, atClusterTime, ...others } = concern;
  const [other] = Object.keys(others);
  if (other !== undefined) throw invalid(`Unrecognized option in readConcern: ${other}`);
  if (level !== undefined && !LEVELS.includes(level as string))
    throw new MongoError('FailedToParse', `Unknown read concern level '${level}'`);
  if (atClusterTime !== undefined) throw notSupported('readConcern.atClusterTime');
  if (level === 'snapshot' && !inTransaction)
    throw notSupported("The read concern 'snapshot' outside of a transaction");
  const weak = level === 'available' || level === 'linearizable';
  if (inTransaction && weak)
    throw invalid(
      "The readConcern level must be either 'local' (default), 'majority' or 'snapshot' in order to run in a transaction",
    );
  if (afterClusterTime === undefined) return;
  if (weak)
    throw invalid('afterClusterTime field can be set only if level is equal to majority, local, or snapshot');
  checkAfter(afterClusterTime, now);
}

/** Every read sees every write that was acknowledged: what happened until now is seen, and later times were not given. */
function checkAfter(after: unknown, now: Readonly<ClusterTime>): void {
  if (!(after instanceof Timestamp))
    throw new MongoError('TypeMismatch', '"afterClusterTime" had the wrong type. Expected timestamp');
  const { t, i } = after;
  if (t === 0 && i === 0) throw invalid('afterClusterTime cannot be a null timestamp');
  if (t > now.t || (t === now.t && i > now.i))
    throw invalid(
      'readConcern afterClusterTime value must not be greater than the current clusterTime. ' +
        `Requested clusterTime: Timestamp(${t}, ${i}); current clusterTime: Timestamp(${now.t}, ${now.i})`,
    );
}

/** The time that a client has heard of is of no use to the only member; what is no time is refused. */
export function checkClusterTime({ $clusterTime }: Doc): void {
  if ($clusterTime === undefined) return;
  if (!isPlain($clusterTime) || !($clusterTime.clusterTime instanceof Timestamp))
    throw new MongoError('TypeMismatch', "'$clusterTime.clusterTime' must be a timestamp");
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
