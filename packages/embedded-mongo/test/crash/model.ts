import { type Document, EJSON } from 'bson';
import type { Engine } from '../../src/engine/engine.ts';
import { decodeExact } from '../../src/values/bson.ts';

/** A document in words, null where there is none; by `collection/_id`. */
export type State = string | null;
export type States = Map<string, State>;

export const stateOf = (doc: Document): string => EJSON.stringify(doc, { relaxed: false });

/**
 * What must be there: the settled states are acknowledged. Of a request that is on its way (`open`) one of the
 * alternatives must hold as a whole. Loose documents are over by their TTL index and may be gone.
 */
export function openModel() {
  const settled = new Map<string, string>();
  const open = new Set<States[]>();
  const loose = new Set<string>();
  /** What became of each owner's requests, in their order. */
  const history = new Map<string, States[]>();
  const indexes = new Map<string, 'there' | 'gone' | 'perhaps'>();

  function settle(owner: string, states: States): void {
    for (const [key, state] of states)
      if (state === null) settled.delete(key);
      else settled.set(key, state);
    const before = history.get(owner);
    if (before) before.push(states);
    else history.set(owner, [states]);
  }

  /** What differs from the model. Afterwards the model holds what was found. */
  function compare(actual: Map<string, string>): string[] {
    const problems: string[] = [];
    const pending = new Set<string>();
    for (const alternatives of open) {
      for (const states of alternatives) for (const key of states.keys()) pending.add(key);
      const fits = alternatives.some((states) =>
        [...states].every(([key, state]) => (actual.get(key) ?? null) === state),
      );
      if (!fits)
        problems.push(
          `an unanswered request was neither done nor left: ${JSON.stringify(
            [...alternatives[0]!.keys()].map((key) => [key, actual.get(key) ?? null]),
          )}`,
        );
    }
    for (const [key, state] of settled)
      if (!pending.has(key) && !loose.has(key) && (actual.get(key) ?? null) !== state)
        problems.push(`${key}: acknowledged ${state}, found ${actual.get(key) ?? null}`);
    for (const key of actual.keys())
      if (!pending.has(key) && !settled.has(key)) problems.push(`${key}: nobody wrote it`);
    for (const key of pending) {
      const state = actual.get(key);
      if (state === undefined) settled.delete(key);
      else settled.set(key, state);
    }
    open.clear();
    return problems;
  }

  return { settled, open, loose, history, indexes, settle, compare };
}

export type Model = ReturnType<typeof openModel>;

/** Everything that a data folder holds, read without the server. */
export function readAll(engine: Engine): Map<string, string> {
  const found = new Map<string, string>();
  for (const collection of engine.catalog.all())
    for (const { doc } of engine.records.scan(collection.id, undefined, false, 1e9)) {
      const whole = decodeExact(doc);
      found.set(`${collection.name}/${String(whole._id)}`, stateOf(whole));
    }
  return found;
}
