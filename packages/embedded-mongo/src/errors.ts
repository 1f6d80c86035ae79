/** MongoDB's numbers for the errors that this server answers with, by code name. */
const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  InvalidLength: 16,
  ProtocolError: 17,
  AuthenticationFailed: 18,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  NotExactValueField: 55,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  IllegalOperation: 20,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  UnknownReplWriteConcern: 79,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  UnsatisfiableWriteConcern: 100,
  WriteConflict: 112,
  ConflictingOperationInProgress: 117,
  CommandNotSupported: 115,
  ShutdownInProgress: 91,
  CannotIndexParallelArrays: 171,
  QueryPlanKilled: 175,
  QueryFeatureNotAllowed: 224,
  PrimarySteppedDown: 189,
  TransactionTooOld: 225,
  ConversionFailure: 241,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  OperationNotSupportedInTransaction: 263,
  NoQueryExecutionPlans: 291,
  BSONObjectTooLarge: 10334,
  TooManyFilesOpen: 264,
  CannotBackup: 268,
  IndexBuildAborted: 276,
  ClientDisconnect: 279,
  MechanismUnavailable: 334,
  APIVersionError: 322,
  APIStrictError: 323,
  NotWritablePrimary: 10107,
  DuplicateKey: 11000,
  InterruptedAtShutdown: 11600,
  Interrupted: 11601,
  InterruptedDueToReplStateChange: 11602,
  DataCorruptionDetected: 301,
  OutOfDiskSpace: 14031,
  Location16755: 16755,
  Location40324: 40324,
  MergeStageNoMatchingDocument: 13113,
  UnknownField: 40415,
  ExceededMemoryLimit: 146,
  InvalidPipelineOperator: 168,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
} as const;

/** A code name of MongoDB; a check without one is called by its number. */
export type CodeName = keyof typeof CODES | `Location${number}`;

const codeOf = (name: CodeName): number =>
  name in CODES ? CODES[name as keyof typeof CODES] : Number(name.slice('Location'.length));

/** An error as MongoDB reports it; `extra` holds fields drivers read beside the code (keyPattern, keyValue). */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: CodeName;
  readonly extra: Record<string, unknown>;
  constructor(codeName: CodeName, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.code = codeOf(codeName);
    this.codeName = codeName;
    this.extra = extra;
  }
}

/** The name of any of MongoDB's codes, as replies print it. */
export const nameOfCode = (code: number): string =>
  Object.entries(CODES).find(([, number]) => number === code)?.[0] ?? `Location${code}`;

/** For what MongoDB can do and this server does not: the message names the feature. */
export const notSupported = (what: string) =>
  new MongoError('CommandNotSupported', `${what} is not supported by the embedded database`);

/** A conflict between transactions; drivers run the whole transaction again. */
export const writeConflict = () =>
  new MongoError(
    'WriteConflict',
    'Write conflict during a transaction: another transaction changed the same document',
  );

/** For a transaction that ended, or never began. */
export const noSuchTransaction = (number: number) =>
  new MongoError(
    'NoSuchTransaction',
    `Given transaction number ${number} does not match any in-progress transactions.`,
  );
