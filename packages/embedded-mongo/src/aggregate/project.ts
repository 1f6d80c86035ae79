import { MongoError, notSupported } from '../errors.ts';
import { type Doc, isNumeric, isPlain } from '../values/bson.ts';
import { namesOf, setField } from '../values/order.ts';
import { compile, fieldParts } from './expression.ts';
import { type Compiled, type Scope, truthy } from './scope.ts';

/** What becomes of a field: kept or dropped, computed, or looked into. */
type Node = { keep: true } | { compute: Compiled } | { below: Tree; computes: boolean };
type Tree = Map<string, Node>;

/** Makes a new document of one; `env` is for the variables of expressions. */
export type Reshape = (doc: Doc, env: unknown[]) => Doc;

/** Compiles `$addFields` and `$set`. */
export function compileAddFields(spec: Doc, scope: Scope): Reshape {
  const tree = readTree(spec, (value) => ({ compute: compile(value, scope) }));
  return (doc, env) => compute(doc, tree, doc, env);
}

/** Compiles `$unset`, or `$project` with exclusions. */
export const compileExclusion = (paths: readonly string[]): Reshape => {
  const tree: Tree = new Map();
  for (const path of paths) place(tree, fieldParts(path), { keep: true });
  return (doc) => without(doc, tree);
};

/** Compiles the `$project` of a pipeline. */
export function compileProject(spec: Doc, scope: Scope): Reshape {
  if (Object.keys(spec).length === 0)
    throw new MongoError(
      'Location51272',
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  let including: boolean | undefined;
  let keepId: boolean | undefined;
  const tree = readTree(spec, (value, path) => {
    const flag = typeof value === 'boolean' || isNumeric(value);
    const on = !flag || truthy(value);
    if (path === '_id' && flag) {
      keepId = on;
      return on ? { keep: true } : undefined;
    }
    if (including === undefined) including = on;
    else if (including !== on) throw mixed(path, flag, on);
    return flag ? { keep: true } : { compute: compile(value, scope) };
  });
  if (including ?? keepId) {
    if (keepId === undefined && !tree.has('_id')) tree.set('_id', { keep: true });
    return (doc, env) => compute(only(doc, tree), tree, doc, env);
  }
  if (keepId === false) tree.set('_id', { keep: true });
  else tree.delete('_id');
  return (doc) => without(doc, tree);
}

function mixed(path: string, flag: boolean, on: boolean): MongoError {
  if (!flag)
    return new MongoError(
      'Location31252',
      'Invalid $project :: caused by :: Cannot use expression other than $meta in exclusion projection',
    );
  return on
    ? new MongoError(
        'Location31253',
        `Invalid $project :: caused by :: Cannot do inclusion on field ${path} in exclusion projection`,
      )
    : new MongoError(
        'Location31254',
        `Invalid $project :: caused by :: Cannot do exclusion on field ${path} in inclusion projection`,
      );
}

/** Reads dotted and nested fields into one tree; two that meet are refused. */
function readTree(spec: Doc, leaf: (value: unknown, path: string) => Node | undefined): Tree {
  const tree: Tree = new Map();
  const visit = (inner: Doc, prefix: string): void => {
    for (const [key, value] of Object.entries(inner)) {
      const path = prefix + key;
      const parts = fieldParts(path);
      const [first] = isPlain(value) ? Object.keys(value) : [];
      if (isPlain(value) && first === undefined)
        throw new MongoError(
          'Location51270',
          `An empty sub-projection is not a valid value. Found empty object at path ${path}`,
        );
      if (first === '$meta') throw notSupported('$meta');
      if (isPlain(value) && !first!.startsWith('$')) visit(value, `${path}.`);
      else {
        const node = leaf(value, path);
        if (node) place(tree, parts, node);
      }
    }
  };
  visit(spec, '');
  return tree;
}

function place(root: Tree, parts: readonly string[], node: Node): void {
  let tree = root;
  parts.forEach((part, i) => {
    const there = tree.get(part);
    const last = i === parts.length - 1;
    if (there && (last || !('below' in there)))
      throw new MongoError(last ? 'Location31250' : 'Location31249', `Path collision at ${parts.join('.')}`);
    if (last) {
      tree.set(part, node);
      return;
    }
    const inner = there && 'below' in there ? there : { below: new Map<string, Node>(), computes: false };
    inner.computes ||= 'compute' in node;
    tree.set(part, inner);
    tree = inner.below;
  });
}

/** The kept fields, in the order of the document. */
function only(doc: Doc, tree: Tree): Doc {
  const out: Doc = {};
  for (const key of namesOf(doc)) {
    const node = tree.get(key);
    if (!node || 'compute' in node) continue;
    const value =
      'below' in node
        ? within(doc[key], (inner) => only(inner, node.below), { stay: false, holes: node.computes })
        : doc[key];
    if (value !== undefined) setField(out, key, value);
  }
  return out;
}

const STAY = { stay: true, holes: false };

function without(doc: Doc, tree: Tree): Doc {
  const out: Doc = {};
  for (const key of namesOf(doc)) {
    const node = tree.get(key);
    if (node && !('below' in node)) continue;
    const value = doc[key];
    setField(out, key, node ? within(value, (inner) => without(inner, node.below), STAY) : value);
  }
  return out;
}

/** Applies to a document or to those in an array. Other values go or stay; `holes` leaves a place for those that go. */
function within(
  value: unknown,
  apply: (doc: Doc) => Doc,
  others: { stay: boolean; holes: boolean },
): unknown {
  if (isPlain(value)) return apply(value);
  if (!Array.isArray(value)) return others.stay ? value : undefined;
  const items = value.map((item) => within(item, apply, others));
  return others.holes ? items : items.filter((item) => item !== undefined);
}

/** A copy with the computed fields set; a missing result removes the field. */
function compute(doc: Doc, tree: Tree, root: Doc, env: unknown[]): Doc {
  const out = { ...doc };
  for (const [name, node] of tree) {
    if ('compute' in node) {
      const value = node.compute(root, env);
      if (value === undefined) delete out[name];
      else setField(out, name, value);
    } else if ('below' in node && node.computes)
      setField(out, name, into(Object.hasOwn(out, name) ? out[name] : undefined, node.below, root, env));
  }
  return out;
}

/** Computed fields go into every document of an array, and replace what is no document. */
function into(value: unknown, tree: Tree, root: Doc, env: unknown[]): unknown {
  if (Array.isArray(value)) return value.map((item) => into(item, tree, root, env));
  return compute(isPlain(value) ? value : {}, tree, root, env);
}

/** A copy with the value at a path of documents; undefined removes it. */
export function withPath(doc: Doc, [first, ...rest]: readonly string[], value: unknown): Doc {
  const out = { ...doc };
  const inner = Object.hasOwn(out, first!) ? out[first!] : undefined;
  const next = rest.length === 0 ? value : withPath(isPlain(inner) ? inner : {}, rest, value);
  if (next === undefined) delete out[first!];
  else setField(out, first!, next);
  return out;
}
