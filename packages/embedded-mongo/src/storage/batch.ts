import type { DatabaseSync } from 'node:sqlite';
import { MongoError } from '../errors.ts';
import type { Disk } from './disk.ts';
import { collectionOf } from './records.ts';
import { storageError } from './sqlite-errors.ts';

/** The writes of one commit. */
interface Group {
  done: Promise<void>;
  resolve: () => void;
  reject: (error: unknown) => void;
  /** The documents that it changes, and the collections that they are of. */
  rids: Set<number>;
  collections: Set<number>;
  /** It changes more than these: collections, say. */
  all: boolean;
}

function newGroup(): Group {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => undefined);
  return { done: promise, resolve, reject, rids: new Set(), collections: new Set(), all: false };
}

/** What an answer hangs on: a collection, and of it some documents only where these are known. */
export interface Seen {
  collection: number;
  rids: () => readonly number[] | undefined;
}

/** So long must one client have been the only one that asks for the thread to wait for the disk itself. */
const ALONE_MS = 1000;

/**
 * Group commit: all writes of one turn of the event loop share one SQLite transaction, and all that are committed while
 * the disk is busy share its next flush. `settled` resolves when everything written so far is on disk, and only then
 * may a client be answered. `written` is called for each write.
 */
export function openBatch(
  sql: DatabaseSync,
  disk: Disk | undefined,
  hooks: { written: () => void; beforeCommit: () => void; failed: (error: unknown) => void },
) {
  const begin = sql.prepare('BEGIN IMMEDIATE');
  const commit = sql.prepare('COMMIT');
  let open: Group | undefined;
  /** Committed, but not on disk yet: what is flushed now, and what comes after it. */
  let flushing: Group[] = [];
  let committed: Group[] = [];
  /** Who has asked since the last flush, whether nobody else has, and who it was alone before that. */
  let asker: object | undefined;
  /** Who asked last of all, and since when it is nobody else. */
  let latest: object | undefined;
  let since = Number.NEGATIVE_INFINITY;
  let requests = 0;
  let alone = true;
  let lone: object | undefined;
  let turn: NodeJS.Immediate | undefined;
  let failures = 0;
  let lastError: unknown;
  let stopped: unknown;

  function flush(): void {
    const group = open;
    if (!group) return;
    try {
      if (stopped !== undefined) throw stopped;
      hooks.beforeCommit();
      commit.run();
    } catch (error) {
      abort(error);
      return;
    }
    open = undefined;
    clearImmediate(turn);
    committed.push(group);
    toDisk();
  }

  function toDisk(): void {
    if (flushing.length > 0 || committed.length === 0) return;
    [flushing, committed] = [committed, []];
    const quick = alone && performance.now() - since > ALONE_MS;
    [lone, asker, alone] = [alone ? asker : undefined, undefined, true];
    if (!disk) onDisk();
    else if (!quick) disk.soon(onDisk);
    else {
      try {
        disk.now();
      } catch (error) {
        onDisk(error);
        return;
      }
      onDisk();
    }
  }

  /** What the disk refuses now can't be taken back any more, nor trusted: nothing is written until the next start. */
  function onDisk(error?: unknown): void {
    const groups = error === undefined ? flushing : [...flushing, ...committed.splice(0)];
    flushing = [];
    if (error !== undefined) {
      failures++;
      lastError = error;
      stopped = error;
    }
    for (const group of groups) error === undefined ? group.resolve() : group.reject(error);
    toDisk();
  }

  /**
   * Gives up everything written since the last commit; whoever waits for it gets the error. Where not even that is
   * possible, nothing is written any more until the next start.
   */
  function abort(error: unknown): void {
    const group = open;
    open = undefined;
    failures++;
    lastError = error;
    try {
      if (sql.isTransaction) sql.exec('ROLLBACK');
      hooks.failed(error);
    } catch (cause) {
      stopped = cause;
    }
    group?.reject(error);
  }

  /** What the disk said where a batch was given up since there were `since` of them. */
  const lost = (since: number): MongoError | undefined =>
    failures === since
      ? undefined
      : (storageError(lastError) ?? new MongoError('InternalError', String(lastError)));

  const last = () => open ?? committed.at(-1) ?? flushing.at(-1);
  const touches =
    ({ collection, rids }: Seen) =>
    (group: Group | undefined) => {
      if (!group || group.all || !group.collections.has(collection)) return group?.all ?? false;
      return rids()?.some((rid) => group.rids.has(rid)) ?? true;
    };

  return {
    abort,
    /** Call before the first write of any command; cheap when a batch is open. */
    begin(): void {
      hooks.written();
      if (open) return;
      if (stopped !== undefined) throw stopped;
      begin.run();
      open = newGroup();
      turn = setImmediate(flush);
    },
    /** The open batch changes this document. */
    changes(rid: number): void {
      open!.rids.add(rid);
      open!.collections.add(collectionOf(rid));
    },
    /** The open batch changes what is not one document. */
    changesAll(): void {
      open!.all = true;
    },
    /**
     * Somebody asks. Where it has been one client alone for a while, the thread waits for the disk itself: that is
     * quicker, but holds up whoever comes meanwhile.
     */
    asked(by: object): void {
      requests++;
      if (by !== latest) {
        if (latest !== undefined) since = performance.now();
        latest = by;
      }
      alone &&= asker === undefined || asker === by;
      asker = by;
    },
    /** How often somebody has asked. */
    requests: () => requests,
    /** Nothing is being written or brought to disk. */
    idle: () => !last(),
    /** Writes at once, not at the end of the turn, what a client has written that nobody has shared a flush with. */
    flushFor(by: object): void {
      if (alone && asker === by && lone === by && flushing.length === 0) flush();
    },
    /** Resolves when all that was written so far is on disk; undefined where it is, or where what was `seen` is. */
    settled(seen?: Seen): Promise<void> | undefined {
      if (!seen) return last()?.done;
      // Of these the one that was written last is on disk last.
      return [...flushing, ...committed, open].findLast(touches(seen))?.done;
    },
    /** How many batches have been given up. */
    failures: () => failures,
    lost,
    /** Throws where a batch was given up since there were `since` of them: a command's earlier writes may be lost. */
    mustHold(since: number): void {
      const error = lost(since);
      if (error) throw error;
    },
    /** SQLite has ended the transaction by itself. */
    torn: () => open !== undefined && !sql.isTransaction,
    flush,
  };
}

export type Batch = ReturnType<typeof openBatch>;
