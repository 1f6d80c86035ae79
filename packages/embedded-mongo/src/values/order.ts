/**
 * The order of a document's fields where JavaScript would lose it: an object puts names such as `10` first. A document
 * that has such a name remembers all its names in order, beside them.
 */
const ORDER = Symbol('names in order');

type Fields = Record<string, unknown> & { [ORDER]?: readonly string[] };

/** No document here has ever had such a name: nothing has to be looked for. */
let never = true;

const NUMBER = /^(0|[1-9][0-9]*)$/;

/** A name that JavaScript moves to the front. */
export function isNumbered(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57 && NUMBER.test(name);
}

export function keepOrder(doc: Record<string, unknown>, names: readonly string[]): void {
  never = false;
  (doc as Fields)[ORDER] = names;
}

/** Whether a document may have an order of its own. */
export const hasOrder = (doc: Record<string, unknown>): boolean => !never && ORDER in doc;

/** The names of a document's fields in their order. */
export function namesOf(doc: Record<string, unknown>): readonly string[] {
  const names = Object.keys(doc);
  const order = never ? undefined : (doc as Fields)[ORDER];
  if (!order) return names;
  // Fields may have gone or come since it was written down.
  return [...new Set([...order.filter((name) => Object.hasOwn(doc, name)), ...names])];
}

export const entriesOf = (doc: Record<string, unknown>): [name: string, value: unknown][] =>
  never ? Object.entries(doc) : namesOf(doc).map((name) => [name, doc[name]]);

/** Whether any document may have an order of its own. */
export const anyOrder = (): boolean => !never;

/** Sets a field as data even when its name is `__proto__`; a new one comes last. */
export function setField(doc: Record<string, unknown>, name: string, value: unknown): void {
  if ((isNumbered(name) || hasOrder(doc)) && !Object.hasOwn(doc, name))
    keepOrder(doc, [...namesOf(doc), name]);
  if (name === '__proto__')
    Object.defineProperty(doc, name, { value, enumerable: true, configurable: true, writable: true });
  else doc[name] = value;
}

/** The document with this `_id`, first. */
export function withIdFirst(id: unknown, doc: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = { _id: id };
  for (const name of namesOf(doc)) if (name !== '_id') setField(out, name, doc[name]);
  return out;
}
