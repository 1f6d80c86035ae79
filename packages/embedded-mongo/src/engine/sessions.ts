import type { DatabaseSync } from 'node:sqlite';
import { MongoError } from '../errors.ts';
import { type Doc, decodeExact, encodeWide } from '../values/bson.ts';
import type { Transaction } from './transactions.ts';

/** How long an unused session is kept, as `hello` announces it. */
export const SESSION_MINUTES = 30;

export interface Session {
  id: string;
  number: number;
  /** The results of the statements of retryable write `number` that were applied, by their place. */
  results: ({ value: unknown } | undefined)[];
  /** `number` is a transaction's, not a retryable write's. */
  transactional: boolean;
  txn: Transaction | undefined;
  /** Transaction `number` was committed. */
  committed: boolean;
  /** The command that is running, so that a retry waits for it. */
  running: Promise<void> | undefined;
  usedAt: number;
}

export const transactionTooOld = (session: Session, number: number) =>
  new MongoError(
    'TransactionTooOld',
    `Cannot start transaction ${number} on session ${session.id} because a newer one, ${session.number}, has started`,
  );

/** `n` statements from `at` on that had one result. */
interface Run {
  at: number;
  n: number;
  value: unknown;
}

/** A bulk write of thousands is stored again with each batch: in the few runs of results that it has. */
function packed(results: Session['results']): Run[] {
  const runs: Run[] = [];
  let last: Run | undefined;
  results.forEach((result, at) => {
    if (!result) return;
    if (last && last.at + last.n === at && last.value === result.value) last.n++;
    else {
      last = { at, n: 1, value: result.value };
      runs.push(last);
    }
  });
  return runs;
}

function unpacked(runs: readonly Run[]): Session['results'] {
  const results: Session['results'] = [];
  for (const { at, n, value } of runs) for (let i = 0; i < n; i++) results[at + i] = { value };
  return results;
}

/** Sessions with what makes a retry safe: it is stored in the same SQLite transaction as the write itself. */
export function openSessions(sql: DatabaseSync, abort: (txn: Transaction) => void) {
  const read = sql.prepare('SELECT state FROM sessions WHERE lsid = ?');
  const save = sql.prepare('INSERT OR REPLACE INTO sessions (lsid, state, at) VALUES (?, ?, ?)');
  const remove = sql.prepare('DELETE FROM sessions WHERE lsid = ?');
  const expire = sql.prepare('DELETE FROM sessions WHERE at < ?');
  const live = new Map<string, Session>();
  const dirty = new Set<Session>();

  function get(id: string): Session {
    let session = live.get(id);
    if (!session) {
      session = {
        id,
        number: -1,
        results: [],
        transactional: false,
        txn: undefined,
        committed: false,
        running: undefined,
        usedAt: Date.now(),
      };
      const row = read.get(id);
      if (row) {
        const { number, runs, results, committed } = decodeExact(row.state as Uint8Array);
        Object.assign(session, {
          number: Number(number),
          // Until runs were stored, each result was.
          results: runs ? unpacked(runs as Run[]) : results,
          committed,
          transactional: committed,
        });
      }
      live.set(id, session);
    }
    session.usedAt = Date.now();
    return session;
  }

  return {
    get,
    /** Moves a session to a number that is newer, or stays where it is the same: a retry. */
    advance(session: Session, number: number, transactional: boolean): void {
      if (number === session.number) return;
      if (session.txn) abort(session.txn);
      Object.assign(session, { number, results: [], transactional, txn: undefined, committed: false });
    },
    /** To be stored with the open batch. */
    touch: (session: Session) => void dirty.add(session),
    store(): void {
      for (const { id, number, results, committed, usedAt } of dirty)
        save.run(id, encodeWide({ number, runs: packed(results), committed } as Doc), usedAt);
      dirty.clear();
    },
    ids: () => [...live.keys()],
    /** Ends the transaction of a session. */
    kill(id: string): void {
      const session = live.get(id);
      if (session?.txn) abort(session.txn);
    },
    end(id: string): void {
      const session = live.get(id);
      if (session?.txn) abort(session.txn);
      live.delete(id);
      if (session && session.number >= 0) remove.run(id);
    },
    /** Forgets what has not been used for the announced time. */
    sweep(now: number): void {
      const limit = now - SESSION_MINUTES * 60_000;
      for (const session of live.values()) {
        if (session.usedAt >= limit || session.running) continue;
        if (session.txn) abort(session.txn);
        live.delete(session.id);
      }
      expire.run(limit);
    },
    reset(): void {
      live.clear();
      dirty.clear();
    },
  };
}
