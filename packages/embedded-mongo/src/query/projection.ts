import { compileExpression } from '../aggregate/expression.ts';
import { MongoError, notSupported } from '../errors.ts';
import { matchedElement, setAt } from '../update/paths.ts';
import { clone, type Doc, isNumeric, isPlain, toNumber } from '../values/bson.ts';
import { namesOf, setField } from '../values/order.ts';
import { compileFilter } from './matcher.ts';

type Tree = Map<string, Tree | true>;

/** Compiles the projection of `find`, for documents as `decodeExact` reads them; `vars` are its `let` variables. */
export function compileProjection(raw: Doc, filter: Doc, vars: Doc = {}): (doc: Doc) => Doc {
  const include: string[] = [];
  const exclude: string[] = [];
  const computed: [path: string, make: (doc: Doc, out: Doc) => void][] = [];
  let positional: string | undefined;
  let keepId: boolean | undefined;
  for (const [path, value] of flatPaths(raw)) {
    if (isPlain(value)) {
      const [operator] = Object.keys(value);
      if (operator === '$slice') computed.push([path, slice(path, value.$slice)]);
      else if (operator === '$elemMatch') {
        include.push(path);
        computed.push([path, elemMatch(path, value)]);
      } else if (operator === '$meta') throw notSupported('$meta');
      else computed.push([path, expression(path, value, vars)]);
    } else if (typeof value === 'string' || Array.isArray(value))
      computed.push([path, expression(path, value, vars)]);
    else {
      const on = typeof value === 'boolean' ? value : isNumeric(value) ? toNumber(value) !== 0 : true;
      if (path === '_id') keepId = on;
      else if (!on) exclude.push(path);
      else if (path.endsWith('.$')) {
        positional = path.slice(0, -2);
        include.push(positional);
      } else include.push(path);
    }
  }
  if (include.length > 0 && exclude.length > 0) throw mixed(raw, include[0]!, exclude[0]!);
  const including =
    include.length > 0 ||
    (exclude.length === 0 && (keepId === true || computed.some(([path]) => !isSlice(raw, path))));
  const tree = treeOf(
    including
      ? [...include, ...(keepId === false ? [] : ['_id'])]
      : [...exclude, ...(keepId === false ? ['_id'] : [])],
  );
  return (doc) => {
    const out = including ? pick(doc, tree) : omit(doc, tree);
    for (const [, make] of computed) make(doc, out);
    if (positional !== undefined) {
      const parts = positional.split('.');
      const i = matchedElement(doc, filter, parts);
      if (i === undefined)
        throw new MongoError(
          'Location51024',
          'Executor error during find command: positional operator needs a matching element',
        );
      const source = parts.reduce<unknown>(
        (at, part) => (isPlain(at) ? at[part] : undefined),
        doc,
      ) as unknown[];
      setAt(out, parts, [source[i]]);
    }
    return out;
  };
}

/** Nested projections `{ a: { b: 1 } }` are the same as dotted ones. */
function flatPaths(raw: Doc, prefix = ''): [string, unknown][] {
  return Object.entries(raw).flatMap(([key, value]): [string, unknown][] => {
    const path = prefix + key;
    if (key.startsWith('$') && prefix === '')
      throw new MongoError('BadValue', `FieldPath field names may not start with '$': ${key}`);
    if (isPlain(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]!.startsWith('$'))
      return flatPaths(value, `${path}.`);
    return [[path, value]];
  });
}

const isSlice = (raw: Doc, path: string) => isPlain(raw[path]) && '$slice' in (raw[path] as Doc);

function treeOf(paths: readonly string[]): Tree {
  const root: Tree = new Map();
  for (const path of paths) {
    let at = root;
    const parts = path.split('.');
    parts.forEach((part, i) => {
      const next = at.get(part);
      if (next === true) throw new MongoError('BadValue', `Invalid projection: path collision at ${path}`);
      if (i === parts.length - 1) {
        if (next) throw new MongoError('BadValue', `Invalid projection: path collision at ${path}`);
        at.set(part, true);
      } else {
        const below: Tree = next ?? new Map();
        at.set(part, below);
        at = below;
      }
    });
  }
  return root;
}

function pick(doc: Doc, tree: Tree): Doc {
  const out: Doc = {};
  for (const key of namesOf(doc)) {
    const below = tree.get(key);
    if (below === undefined) continue;
    const value = below === true ? doc[key] : within(doc[key], (inner) => pick(inner, below), false);
    if (value !== undefined) setField(out, key, value);
  }
  return out;
}

function omit(doc: Doc, tree: Tree): Doc {
  const out: Doc = {};
  for (const key of namesOf(doc)) {
    const below = tree.get(key);
    if (below === true) continue;
    setField(out, key, below ? within(doc[key], (inner) => omit(inner, below), true) : doc[key]);
  }
  return out;
}

/** Applies to a document or to each one in an array; other values stay (exclusion) or go (inclusion). */
function within(value: unknown, apply: (doc: Doc) => Doc, keepOthers: boolean): unknown {
  if (isPlain(value)) return apply(value);
  if (Array.isArray(value))
    return value.map((item) => within(item, apply, keepOthers)).filter((item) => item !== undefined);
  return keepOthers ? value : undefined;
}

function expression(path: string, expr: unknown, vars: Doc): (doc: Doc, out: Doc) => void {
  const compute = compileExpression(expr, vars);
  return (doc, out) => {
    const value = compute(doc);
    if (value !== undefined) setAt(out, path.split('.'), value);
  };
}

const at = (doc: Doc, path: string) =>
  path.split('.').reduce<unknown>((value, part) => (isPlain(value) ? value[part] : undefined), doc);

function slice(path: string, raw: unknown): (doc: Doc, out: Doc) => void {
  const [a, b] = (Array.isArray(raw) ? raw : [raw]).map(toNumber);
  if (a === undefined) throw new MongoError('BadValue', '$slice needs a number or [skip, limit]');
  return (doc, out) => {
    const array = at(doc, path);
    if (!Array.isArray(array)) return;
    const start = a < 0 ? Math.max(0, array.length + a) : a;
    const part = b !== undefined ? array.slice(start, start + b) : a < 0 ? array.slice(a) : array.slice(0, a);
    setAt(out, path.split('.'), clone(part));
  };
}

function elemMatch(path: string, condition: Doc): (doc: Doc, out: Doc) => void {
  const matches = compileFilter({ list: condition });
  return (doc, out) => {
    const array = at(doc, path);
    const found = Array.isArray(array) ? array.find((item) => matches({ list: [item] })) : undefined;
    if (found !== undefined) setAt(out, path.split('.'), [found]);
    else delete out[path];
  };
}

/** The field that came first says what the projection is. */
function mixed(raw: Doc, included: string, excluded: string): MongoError {
  const paths = flatPaths(raw).map(([path]) => path.replace(/\.\$$/, ''));
  return paths.indexOf(included) < paths.indexOf(excluded)
    ? new MongoError('Location31254', `Cannot do exclusion on field ${excluded} in inclusion projection`)
    : new MongoError('Location31253', `Cannot do inclusion on field ${included} in exclusion projection`);
}
