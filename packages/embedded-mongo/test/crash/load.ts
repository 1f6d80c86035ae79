import { type Document, Long } from 'bson';
import type { openRaw } from '../raw.ts';
import { type Model, type State, type States, stateOf } from './model.ts';

type Raw = Awaited<ReturnType<typeof openRaw>>;

/** A client with its session, which outlives the server; `last` is what it never got an answer to. */
export interface Client {
  name: string;
  lsid: Document;
  number: number;
  serial: number;
  last: { command: Document; done: States; left: States; commit: boolean } | undefined;
}

const DB = 'linggong';
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
const chance = (p: number) => Math.random() < p;
const within = (n: number) => Math.floor(Math.random() * n);

const failed = (reply: Document) => reply.ok !== 1 || reply.writeErrors !== undefined;

/** Writes of every kind on this client's own documents in `docs`, until the server is gone. */
export async function writeAlong(client: Client, raw: Raw, model: Model): Promise<void> {
  const own = () => [...model.settled].filter(([key]) => key.startsWith(`docs/${client.name}-`));
  /** Enough documents for now: the load is about writes, not about size. */
  const crowded = () => own().length > 100;
  const fresh = (): Document => ({
    _id: `${client.name}-${client.serial++}`,
    v: 0,
    ...(chance(0.5) && { u: within(300) }),
    g: Array.from({ length: within(4) }, () => within(9)),
    ...(chance(0.5) && { loc: { x: within(360) - 180, y: within(180) - 90 } }),
    pad: 'x'.repeat(within(3000)),
  });
  const keyOf = (doc: Document) => `docs/${doc._id}`;
  /** One change of an own document, as a statement and as what comes of it. */
  function change(
    taken: Set<string>,
  ): { insert: Document } | { update: Document; states: States } | undefined {
    const [key, state] = pick(own().filter(([one]) => !taken.has(one))) ?? [];
    if (!key || !state || chance(crowded() ? 0.05 : 0.3)) return { insert: fresh() };
    taken.add(key);
    const before = JSON.parse(state) as Document;
    const q = { _id: before._id };
    if (chance(crowded() ? 0.8 : 0.2)) return { update: { q, remove: true }, states: new Map([[key, null]]) };
    const set = { g: [within(9), within(9)], ...(chance(0.3) && { u: within(300) }) };
    const after = plain({ ...before, v: Number(before.v.$numberInt) + 1, ...set });
    return { update: { q, u: { $inc: { v: 1 }, $set: set } }, states: new Map([[key, stateOf(after)]]) };
  }
  const leftAs = (states: States): States =>
    new Map([...states.keys()].map((key) => [key, model.settled.get(key) ?? null]));

  /** Sends what changes `states`; the alternatives are where it may have come to without an answer. */
  async function send(
    command: Document,
    done: States,
    alternatives: States[],
    commit = false,
  ): Promise<void> {
    const left = leftAs(done);
    const choices = [left, ...alternatives];
    model.open.add(choices);
    client.last = { command, done, left, commit };
    const reply = await raw.command(command.$db ?? DB, command);
    client.last = undefined;
    model.open.delete(choices);
    model.settle(client.name, failed(reply) ? left : done);
  }

  const retryable = () => ({ lsid: client.lsid, txnNumber: Long.fromNumber(++client.number) });

  async function single(): Promise<void> {
    const one = change(new Set());
    if (!one) return;
    if ('insert' in one) {
      const done: States = new Map([[keyOf(one.insert), stateOf(one.insert)]]);
      await send({ insert: 'docs', documents: [one.insert], ...retryable() }, done, [done]);
    } else if (one.update.remove)
      await send({ delete: 'docs', deletes: [{ q: one.update.q, limit: 1 }], ...retryable() }, one.states, [
        one.states,
      ]);
    else if (chance(0.5))
      await send(
        { findAndModify: 'docs', query: one.update.q, update: one.update.u, ...retryable() },
        one.states,
        [one.states],
      );
    else await send({ update: 'docs', updates: [one.update], ...retryable() }, one.states, [one.states]);
  }

  async function bulk(): Promise<void> {
    const docs = Array.from({ length: 2 + within(30) }, () => {
      const { u: _, ...doc } = fresh();
      return doc;
    });
    const all = docs.map((doc): [string, State] => [keyOf(doc), stateOf(doc)]);
    const none = all.map(([key]): [string, State] => [key, null]);
    // In order: what is there is the first of them.
    const prefixes = all.map((_, i): States => new Map([...none, ...all.slice(0, i + 1)]));
    await send({ insert: 'docs', documents: docs, ...retryable() }, new Map(all), prefixes);
  }

  async function transaction(): Promise<void> {
    const stamp = { ...retryable(), autocommit: false };
    const done: States = new Map();
    const taken = new Set<string>();
    const size = 2 + within(4);
    for (let i = 0; i < size; i++) {
      const one = change(taken);
      if (!one) continue;
      const start = i === 0 ? { startTransaction: true } : {};
      let command: Document;
      if ('insert' in one) {
        command = { insert: chance(0.5) ? 'docs' : 'ledger', documents: [one.insert] };
        done.set(`${command.insert}/${one.insert._id}`, stateOf(one.insert));
      } else {
        command = one.update.remove
          ? { delete: 'docs', deletes: [{ q: one.update.q, limit: 1 }] }
          : { update: 'docs', updates: [one.update] };
        for (const [key, state] of one.states) done.set(key, state);
      }
      const reply = await raw.command(DB, { ...command, ...stamp, ...start });
      if (failed(reply)) return;
    }
    if (chance(0.15)) await raw.command('admin', { abortTransaction: 1, ...stamp });
    else await send({ commitTransaction: 1, ...stamp, $db: 'admin' }, done, [done], true);
  }

  for (;;) await pick([single, single, single, crowded() ? single : bulk, transaction, transaction])();
}

/** Canonical words for numbers back to numbers. */
const plain = (doc: Document): Document =>
  JSON.parse(JSON.stringify(doc), (_key, value) =>
    value?.$numberInt !== undefined ? Number(value.$numberInt) : value,
  );

const INDEXES: Document[] = [
  { key: { v: 1 }, name: 'v' },
  { key: { g: -1, v: 1 }, name: 'g' },
  { key: { v: 1, _id: -1 }, name: 'partial', partialFilterExpression: { v: { $gt: 0 } } },
  { key: { pad: 1 }, name: 'pad', sparse: true },
  { key: { v: 1, loc: -1 }, name: 'loc' },
];

/** Makes and drops indexes of `docs`. */
export async function indexAlong(raw: Raw, model: Model): Promise<void> {
  for (;;) {
    const index = pick(INDEXES);
    const making = model.indexes.get(index.name) !== 'there';
    model.indexes.set(index.name, 'perhaps');
    const reply = await raw.command(
      DB,
      making ? { createIndexes: 'docs', indexes: [index] } : { dropIndexes: 'docs', index: index.name },
    );
    if (reply.ok === 1) model.indexes.set(index.name, making ? 'there' : 'gone');
    else if (reply.code === 27) model.indexes.set(index.name, 'gone');
    await new Promise((resolve) => setTimeout(resolve, within(40)));
  }
}

/** Fills collections, renames and drops them, and writes what its TTL index removes. */
export async function reshape(client: Client, raw: Raw, model: Model): Promise<void> {
  async function send(command: Document, done: States): Promise<void> {
    const left: States = new Map([...done.keys()].map((key) => [key, model.settled.get(key) ?? null]));
    const choices = [left, done];
    model.open.add(choices);
    const reply = await raw.command(command.$db ?? DB, command);
    model.open.delete(choices);
    model.settle(client.name, failed(reply) ? left : done);
  }
  await raw.command(DB, {
    createIndexes: 'ttl',
    indexes: [{ key: { at: 1 }, name: 'at', expireAfterSeconds: 1 }],
  });
  for (;;) {
    const n = client.serial++;
    const [from, to] = [`${client.name}a${n}`, `${client.name}b${n}`];
    for (const _id of [1, 2, 3]) {
      const doc = { _id, n };
      await send({ insert: from, documents: [doc] }, new Map([[`${from}/${_id}`, stateOf(doc)]]));
    }
    const rows = [1, 2, 3].map((_id) => ({ _id, n }));
    await send(
      { renameCollection: `${DB}.${from}`, to: `${DB}.${to}`, $db: 'admin' },
      new Map(
        rows.flatMap((doc): [string, State][] => [
          [`${from}/${doc._id}`, null],
          [`${to}/${doc._id}`, stateOf(doc)],
        ]),
      ),
    );
    if (chance(0.5)) await send({ drop: to }, new Map(rows.map((doc) => [`${to}/${doc._id}`, null])));
    for (const over of [true, false]) {
      const doc = { _id: `${n}${over}`, at: new Date(Date.now() + (over ? -60_000 : 3_600_000)) };
      if (over) model.loose.add(`ttl/${doc._id}`);
      await send({ insert: 'ttl', documents: [doc] }, new Map([[`ttl/${doc._id}`, stateOf(doc)]]));
    }
  }
}
