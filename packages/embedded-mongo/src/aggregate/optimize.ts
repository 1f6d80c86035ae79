import { type Doc, isNumeric, isPlain } from '../values/bson.ts';
import { stageOf } from './document-stages.ts';
import { compile, fieldsOf } from './expression.ts';
import { constantOf, scopeOf, truthy } from './scope.ts';

const root = (path: string) => path.split('.', 1)[0]!;

/** The top-level fields that a filter looks at; undefined where that may be any. */
export function filterFields(filter: Doc, into: Set<string> = new Set()): Set<string> | undefined {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$expr') {
      if (!fieldsOf(value, into)) return undefined;
    } else if (key === '$comment') continue;
    else if (!key.startsWith('$')) into.add(root(key));
    else if (!Array.isArray(value) || !value.every((clause) => isPlain(clause) && filterFields(clause, into)))
      return undefined;
  }
  return into;
}

/** Whether a projection only leaves out fields, which may be named in documents within. */
const excludes = (spec: Doc): boolean =>
  Object.values(spec).every((flag) =>
    isPlain(flag) ? excludes(flag) : (typeof flag === 'boolean' || isNumeric(flag)) && !truthy(flag),
  );

/** The fields that a stage may change; undefined where it may be any, or where documents come and go. */
function changed(stage: Doc): Set<string> | undefined {
  const [name, value] = stageOf(stage);
  switch (name) {
    case '$sort':
      return new Set();
    case '$addFields':
    case '$set':
      return isPlain(value) ? new Set(Object.keys(value).map(root)) : undefined;
    case '$unset':
      return new Set((Array.isArray(value) ? value : [value]).map((path) => root(String(path))));
    case '$lookup':
      return isPlain(value) ? new Set([root(String(value.as))]) : undefined;
    case '$unwind': {
      const spec = isPlain(value) ? value : { path: value };
      const index = spec.includeArrayIndex;
      return new Set([
        root(String(spec.path).slice(1)),
        ...(index === undefined ? [] : [root(String(index))]),
      ]);
    }
    case '$project': {
      if (!isPlain(value)) return undefined;
      return excludes(value) ? new Set(Object.keys(value).map(root)) : undefined;
    }
  }
  return undefined;
}

/** Stages that give one document for each, so that `$skip` and `$limit` may come first. */
const ONE_FOR_ONE = new Set([
  '$addFields',
  '$set',
  '$unset',
  '$project',
  '$lookup',
  '$replaceRoot',
  '$replaceWith',
]);

/** The same pipeline with `$match`, `$skip` and `$limit` as early as they may stand. */
export function reorder(stages: readonly Doc[]): Doc[] {
  const out: Doc[] = [];
  for (const stage of stages) {
    const [name, value] = stageOf(stage);
    let at = out.length;
    if (name === '$match' && isPlain(value)) {
      const fields = filterFields(value);
      while (at > 0 && fields) {
        const touched = changed(out[at - 1]!);
        if (!touched || [...touched].some((field) => fields.has(field))) break;
        at--;
      }
    } else if (name === '$skip' || name === '$limit')
      while (at > 0 && ONE_FOR_ONE.has(stageOf(out[at - 1]!)[0])) at--;
    out.splice(at, 0, stage);
  }
  return out;
}

/** The top-level fields that a pipeline needs of the documents it gets; undefined for all. */
export function neededFields(stages: readonly Doc[]): string[] | undefined {
  const needed = new Set<string>();
  for (const stage of stages) {
    const [name, value] = stageOf(stage);
    switch (name) {
      case '$match':
        if (!isPlain(value) || !filterFields(value, needed)) return undefined;
        break;
      case '$sort':
        for (const path of Object.keys(isPlain(value) ? value : {})) needed.add(root(path));
        break;
      case '$unwind':
        needed.add(root(String(isPlain(value) ? value.path : value).slice(1)));
        break;
      case '$addFields':
      case '$set':
        for (const path of Object.keys(isPlain(value) ? value : {})) needed.add(root(path));
        if (!fieldsOf(value, needed)) return undefined;
        break;
      case '$skip':
      case '$limit':
        break;
      case '$group': {
        if (!fieldsOf(value, needed)) return undefined;
        return [...needed];
      }
      case '$project': {
        if (!isPlain(value) || !fieldsOf(value, needed)) return undefined;
        if (excludes(value)) return undefined;
        for (const path of Object.keys(value)) needed.add(root(path));
        return [...needed, '_id'];
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

/**
 * A filter with conditions added that its `$expr` implies and an index can answer: `$eq` and `$in` of a path and a
 * value. An expression is stricter, so what is added never leaves out a document that matches.
 */
export function indexable(filter: Doc, vars: Doc): Doc {
  const implied: Doc[] = [];
  const visit = (expr: unknown): void => {
    if (!isPlain(expr)) return;
    if (Array.isArray(expr.$and)) for (const part of expr.$and) visit(part);
    for (const [name, swap] of [
      ['$eq', true],
      ['$in', false],
    ] as const) {
      const pair = expr[name];
      if (!Array.isArray(pair) || pair.length !== 2) continue;
      for (const [path, other] of swap ? [pair, pair.toReversed()] : [pair]) {
        if (typeof path !== 'string' || !/^\$[^$]/.test(path)) continue;
        const known = constantOf(compile(other, scopeOf(vars)));
        if (known?.value !== undefined && indexableValue(name, known.value))
          implied.push({ [path.slice(1)]: { [name]: known.value } });
      }
    }
  };
  visit(filter.$expr);
  if (Array.isArray(filter.$and)) for (const clause of filter.$and) if (isPlain(clause)) visit(clause.$expr);
  return implied.length === 0 ? filter : { $and: [filter, ...implied] };
}

const scalar = (value: unknown) => !Array.isArray(value) && !isPlain(value) && value !== null;

const indexableValue = (name: string, value: unknown) =>
  name === '$in' ? Array.isArray(value) && value.every(scalar) : scalar(value);
