import { fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { BSON } from 'mongodb';
import { answering } from './child.ts';
import { expectedPage, gig, idOf, PAGE, RANGE, TOWNS, timeOf } from './data.ts';

const PAGE_BYTES = 8192;
/** As long as the log of the server gets. */
const LOG_PAGES = 2000;

/** What a run of one operation is asked for: it is done once for each of `numbers`. */
export interface RawRun {
  operation: string;
  numbers: number[];
}

interface Operation {
  statement: StatementSync;
  all: boolean;
  arguments: (n: number) => SQLInputValue[];
  right: (n: number, rows: Record<string, unknown>[]) => boolean;
}

/**
 * The floor: the same work as one plain statement of node:sqlite on a table made for it, with the same durability and
 * page size. It moves a document's bytes without looking into them; what is filtered by is a column.
 */
function open(dataDir: string, size: number, small: number): Record<string, Operation> {
  const sql = new DatabaseSync(join(dataDir, 'raw.sqlite'));
  sql.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = ${PAGE_BYTES}; PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL; PRAGMA cache_size = -16384`);
  for (const [table, rows] of Object.entries({ gigs: size, small })) {
    sql.exec(`CREATE TABLE ${table} (id BLOB PRIMARY KEY, n INTEGER NOT NULL, town INTEGER NOT NULL,
        at INTEGER NOT NULL, status TEXT NOT NULL, pay REAL NOT NULL, doc BLOB NOT NULL);
      CREATE INDEX ${table}_page ON ${table} (town, at DESC, id DESC);
      CREATE INDEX ${table}_n ON ${table} (n);
      BEGIN`);
    const add = sql.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?, ?, ?, ?)`);
    for (let n = 0; n < rows; n += 1) add.run(...row(n, rows));
    sql.exec('COMMIT');
  }
  sql.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  let views = 0;
  // Never the same twice: SQLite does not write what is there already.
  const bytes = (n: number) => BSON.serialize({ ...gig(n, size), views: ++views });
  return {
    point_read: {
      statement: sql.prepare('SELECT doc FROM gigs WHERE id = ?'),
      all: true,
      arguments: (n) => [idOf(n).id],
      right: (_n, rows) => rows.length === 1,
    },
    insert: {
      statement: sql.prepare('INSERT INTO gigs VALUES (?, ?, ?, ?, ?, ?, ?)'),
      all: false,
      arguments: (n) => row(n, size),
      right: () => true,
    },
    update: {
      statement: sql.prepare('UPDATE gigs SET doc = ? WHERE id = ?'),
      all: false,
      arguments: (n) => [bytes(n), idOf(n).id],
      right: () => true,
    },
    find_and_modify: {
      statement: sql.prepare('UPDATE gigs SET doc = ? WHERE id = ? RETURNING doc'),
      all: true,
      arguments: (n) => [bytes(n), idOf(n).id],
      right: (_n, rows) => rows.length === 1,
    },
    page: {
      statement: sql.prepare(
        `SELECT n, doc FROM gigs WHERE town = ? AND at < ? ORDER BY at DESC, id DESC LIMIT ${PAGE}`,
      ),
      all: true,
      arguments: (n) => [n % TOWNS, timeOf(n, size).getTime()],
      right: (n, rows) =>
        String(rows.map((one) => one.n)) === String(expectedPage(n % TOWNS, timeOf(n, size), size)),
    },
    count: {
      statement: sql.prepare('SELECT count(*) AS found FROM gigs WHERE n >= ? AND n < ?'),
      all: true,
      arguments: (n) => [n, n + RANGE],
      right: (_n, rows) => rows[0]?.found === RANGE,
    },
    aggregate: {
      statement: sql.prepare(
        `SELECT town, count(*) AS gigs, sum(pay) AS pay FROM small WHERE status = 'open'
         GROUP BY town ORDER BY pay DESC, town`,
      ),
      all: true,
      arguments: () => [],
      right: (_n, rows) => rows.length > 0,
    },
  };
}

function row(n: number, size: number): SQLInputValue[] {
  const whole = gig(n, size);
  return [whole._id.id, n, whole.town, whole.at.getTime(), whole.status, whole.pay, BSON.serialize(whole)];
}

/** The statements alone are measured: their arguments are made before, their answers looked at after. */
function run({ statement, all, arguments: argumentsOf, right }: Operation, numbers: number[]) {
  const given = numbers.map(argumentsOf);
  const cpuBefore = process.cpuUsage();
  const from = performance.now();
  const answers = given.map((values) => (all ? statement.all(...values) : void statement.run(...values)));
  const ms = performance.now() - from;
  const { user, system } = process.cpuUsage(cpuBefore);
  numbers.forEach((n, i) => {
    if (!right(n, answers[i] ?? [])) throw new Error(`A wrong answer for ${n}`);
  });
  return { ms, cpuMs: (user + system) / 1000 };
}

/** A log as SQLite's in its second round: `count` pages, each written over one that is there, and each brought to disk. */
function openFlushes(dataDir: string): (count: number) => { ms: number } {
  const log = openSync(join(dataDir, 'raw.log'), 'w');
  writeSync(log, Buffer.alloc(LOG_PAGES * PAGE_BYTES, 1));
  fdatasyncSync(log);
  let written = 0;
  return (count) => {
    const from = performance.now();
    for (let i = 0; i < count; i += 1) {
      const page = Buffer.alloc(PAGE_BYTES, ++written);
      writeSync(log, page, 0, PAGE_BYTES, (written % LOG_PAGES) * PAGE_BYTES);
      fdatasyncSync(log);
    }
    return { ms: performance.now() - from };
  };
}

type Question = { open: [dataDir: string, size: number, small: number] } | { flushes: number } | RawRun;

let operations: ReturnType<typeof open>;
let flushes: ReturnType<typeof openFlushes>;
answering((question: Question) => {
  if ('flushes' in question) return flushes(question.flushes);
  if ('operation' in question) return run(operations[question.operation]!, question.numbers);
  operations = open(...question.open);
  flushes = openFlushes(question.open[0]);
  return {};
});
