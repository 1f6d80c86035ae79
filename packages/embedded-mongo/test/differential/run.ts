import { deserialize, EJSON } from 'bson';
import type { Db, Document } from 'mongodb';
import { batchOf, textOf, textOfReply } from './normalise.ts';
import type { Operation, Scenario } from './operations.ts';

const COLLECTION = 'c';
const RAW = { raw: true, promoteValues: false, bsonRegExp: true } as const;

/** What a server answered: an error's number, or the parts that must be the same. */
export interface Answer {
  error?: number;
  message?: string;
  parts: string[];
}

/** One operation and its two answers; the collection's content is part of a write's answer. */
export interface Case {
  operation: Operation;
  /** A document or an index that a scenario starts with. */
  preparing?: boolean;
  /** The collection as it stood before, for the reader of a difference. */
  before: string[];
  indexes: string[];
  ours: Answer;
  theirs: Answer;
}

const onCollection = (command: string, pairs: Iterable<[string, unknown]>) =>
  Object.fromEntries([[command, COLLECTION], ...pairs]) as Document;

/** A server hung up or fell over instead of answering. */
export class FellOver extends Error {
  server: Db;
  constructor(server: Db, command: Document, cause: Error) {
    super(`${cause.message}: ${EJSON.stringify(command)}`, { cause });
    this.server = server;
  }
}

type Failure = Error & { code?: unknown };

function sendRaw(db: Db, command: Document): Promise<Document> {
  return db.command(command, RAW).catch((error: Failure) => {
    const fell =
      error.code === undefined ||
      /recovery mode|accepting connections|starting up|shutting down|ECONNRE/.test(error.message);
    throw fell ? new FellOver(db, command, error) : error;
  });
}

async function send(db: Db, command: Document): Promise<Document | { failed: number; message: string }> {
  try {
    return await sendRaw(db, command);
  } catch (error) {
    if (error instanceof FellOver) throw error;
    const { code, message } = error as Failure;
    return { failed: Number(code), message };
  }
}

/** Runs one operation and takes from its reply what is to be compared. */
export async function ask(db: Db, { kind, command, ordered }: Operation): Promise<Answer> {
  const reply = await send(db, onCollection(kind, command));
  if ('failed' in reply) return { error: reply.failed, message: reply.message, parts: [] };
  if (kind === 'find' || kind === 'aggregate') {
    const texts = batchOf(reply);
    return { parts: ordered ? texts : texts.sort() };
  }
  if (kind === 'distinct') return { parts: (reply.values as unknown[]).map(textOfReply).sort() };
  if (Array.isArray(reply.writeErrors)) return errorOf(reply.writeErrors[0]);
  return {
    parts: ['n', 'nModified', 'upserted', 'value', 'lastErrorObject']
      .filter((name) => name in reply)
      .map((name) => `${name} ${textOfReply(reply[name])}`),
  };
}

function errorOf(bytes: Uint8Array): Answer {
  const { code, errmsg, keyPattern, keyValue } = deserialize(bytes, { bsonRegExp: true });
  return {
    error: code,
    message: errmsg,
    parts: keyPattern ? [EJSON.stringify({ keyPattern, keyValue }, { relaxed: false })] : [],
  };
}

async function contentOf(db: Db): Promise<string[]> {
  const reply = await sendRaw(
    db,
    onCollection('find', [
      ['sort', { _id: 1 }],
      ['batchSize', 1000],
    ]),
  );
  // By text: ids that two servers made are not in one order.
  return batchOf(reply).sort();
}

/** Brings the collection to the start of a scenario; answers with the errors of its indexes. */
async function prepare(db: Db, { documents, indexes, indexedFirst }: Scenario): Promise<Answer[]> {
  await sendRaw(db, onCollection('delete', [['deletes', [{ q: {}, limit: 0 }]]]));
  await send(db, onCollection('dropIndexes', [['index', '*']]));
  const answers: Answer[] = [];
  const makeIndexes = async () => {
    for (const spec of indexes) {
      const reply = await send(db, onCollection('createIndexes', [['indexes', [spec]]]));
      answers.push(
        'failed' in reply ? { error: reply.failed, message: reply.message, parts: [] } : { parts: [] },
      );
    }
  };
  if (indexedFirst) await makeIndexes();
  for (const document of documents) {
    const reply = await sendRaw(db, onCollection('insert', [['documents', [document]]]));
    answers.push(Array.isArray(reply.writeErrors) ? errorOf(reply.writeErrors[0]) : { parts: [] });
  }
  if (!indexedFirst) await makeIndexes();
  return answers;
}

const PREPARING: Operation = { kind: 'insert', command: [], ordered: true, writes: true };

export const same = (a: Answer, b: Answer) =>
  a.error === b.error && a.parts.length === b.parts.length && a.parts.every((part, i) => part === b.parts[i]);

/** Puts a scenario to both servers and reports each operation. Where the collections part, both start again. */
export async function runScenario(
  ours: Db,
  theirs: Db,
  scenario: Scenario,
  report: (one: Case) => void,
  theirIndexes = scenario.indexes,
): Promise<void> {
  const indexes = scenario.indexes.map((spec) => EJSON.stringify(spec, { relaxed: false }));
  const restart = () =>
    Promise.all([prepare(ours, scenario), prepare(theirs, { ...scenario, indexes: theirIndexes })]);
  const [x, y] = await restart();
  const documents = scenario.documents.map((doc) => EJSON.stringify(doc, { relaxed: false }));
  for (const [i, answer] of x.entries()) {
    if (theirIndexes !== scenario.indexes) break;
    const operation: Operation = { ...PREPARING, command: [['step', i]] };
    const one: Case = { operation, preparing: true, before: documents, indexes, ours: answer, theirs: y[i]! };
    report(one);
    // What one of them has not taken can only make more differences.
    if (answer.error !== y[i]!.error) return;
  }
  let content = await Promise.all([contentOf(ours), contentOf(theirs)]);
  if (content[0].join() !== content[1].join()) return;
  for (const operation of [...scenario.reads, ...scenario.writes]) {
    const answers = await Promise.all([ask(ours, operation), ask(theirs, operation)]);
    const before = content[0];
    if (operation.writes) {
      content = await Promise.all([contentOf(ours), contentOf(theirs)]);
      answers.forEach((answer, i) => {
        answer.parts.push(...content[i]!);
      });
    }
    report({ operation, before, indexes, ours: answers[0], theirs: answers[1] });
    if (content[0].join() === content[1].join()) continue;
    await restart();
    content = await Promise.all([contentOf(ours), contentOf(theirs)]);
  }
}

export { textOf };
