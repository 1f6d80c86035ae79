import { MongoError } from '../errors.ts';
import { refuse } from '../refused.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { entriesOf, setField } from '../values/order.ts';
import { isOfReference } from '../values/reference.ts';
import { FORMS, OPERATORS } from './operators/table.ts';
import { type Compiled, constant, fold, type Scope, scopeOf } from './scope.ts';
import { resetSteps } from './steps.ts';

/** Compiles an expression for documents; `values` are the variables of the command's or the stage's `let`. */
export function compileExpression(expr: unknown, values: Doc = {}): (doc: unknown) => unknown {
  const run = compile(expr, scopeOf(values));
  return (doc) => {
    resetSteps();
    return run(doc, []);
  };
}

/** The value of an expression that reads no document, as `let` takes them. */
export const constantValue = (expr: unknown, values: Doc = {}): unknown =>
  compileExpression(expr, values)({});

export function compile(expr: unknown, scope: Scope): Compiled {
  if (typeof expr === 'string') return expr.startsWith('$') ? path(expr, scope) : constant(expr);
  if (Array.isArray(expr)) {
    const items = expr.map((item) => compile(item, scope));
    return fold((root, env) => items.map((item) => item(root, env) ?? null), items);
  }
  if (!isPlain(expr)) return constant(expr);
  const names = Object.keys(expr);
  if (!names.some((name) => name.startsWith('$'))) return object(expr, scope);
  const [name] = names;
  if (names.length !== 1 || name === undefined)
    throw new MongoError(
      'Location15983',
      `An object representing an expression must have exactly one field: ${names.join(', ')}`,
    );
  return operation(name, expr[name], scope);
}

function operation(name: string, operand: unknown, scope: Scope): Compiled {
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (form) return form(operand, scope, compile);
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!operator) {
    refuse('The expression', name);
    throw new MongoError('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
  }
  const { least, most, run } = operator;
  const args = (Array.isArray(operand) ? operand : [operand]).map((arg) => compile(arg, scope));
  if (args.length < least || args.length > most)
    throw least === most
      ? new MongoError(
          'Location16020',
          `Expression ${name} takes exactly ${least} arguments. ${args.length} were passed in.`,
        )
      : new MongoError(
          'Location28667',
          `Expression ${name} takes at least ${least} arguments, and at most ${most}, but ${args.length} were passed in.`,
        );
  const [a, b] = args;
  if (args.length === 1) return fold((root, env) => run(a!(root, env)), args);
  if (args.length === 2) return fold((root, env) => run(a!(root, env), b!(root, env)), args);
  return fold((root, env) => run(...args.map((arg) => arg(root, env))), args);
}

function object(expr: Doc, scope: Scope): Compiled {
  const fields = entriesOf(expr).map(([name, value]) => {
    if (name.includes('.'))
      throw new MongoError('Location16412', `FieldPath field names may not contain '.': ${name}`);
    return [name, compile(value, scope)] as const;
  });
  return fold(
    (root, env) => {
      const out: Doc = {};
      for (const [name, run] of fields) {
        const value = run(root, env);
        if (value !== undefined) setField(out, name, value);
      }
      return out;
    },
    fields.map(([, run]) => run),
  );
}

/** `$field.path` or `$$variable.path`. */
function path(text: string, scope: Scope): Compiled {
  if (!text.startsWith('$$')) return fieldPath(fieldParts(text.slice(1)));
  const [name, ...parts] = fieldParts(text.slice(2)) as [string, ...string[]];
  const slot = scope.slots.get(name);
  if (slot !== undefined) {
    if (parts.length === 0) return (_root, env) => env[slot];
    return (_root, env) => valueAt(env[slot], parts, 0);
  }
  if (Object.hasOwn(scope.values, name)) return constant(valueAt(scope.values[name], parts, 0));
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return parts.length === 0 ? (root) => root : fieldPath(parts);
    case 'REMOVE':
      return constant(undefined);
    case 'NOW':
      return constant(new Date());
  }
  throw new MongoError('Location17276', `Use of undefined variable: ${name}`);
}

/** The parts of a path in an expression. */
export function fieldParts(text: string): string[] {
  if (text === '') throw new MongoError('Location16872', "'$' by itself is not a valid FieldPath");
  const parts = text.split('.');
  for (const part of parts) {
    if (part === '') throw new MongoError('Location15998', 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$') && !isOfReference(part))
      throw new MongoError('Location16410', `FieldPath field names may not start with '$'.`);
  }
  return parts;
}

function fieldPath(parts: readonly string[]): Compiled {
  const [name] = parts;
  if (parts.length === 1) return (root) => field(root as Doc, name!);
  return (root) => valueAt(root, parts, 0);
}

const field = (doc: Doc, name: string): unknown => (Object.hasOwn(doc, name) ? doc[name] : undefined);

/** What a path of an expression leads to: through arrays to the list of what their documents hold; no part is an index. */
function valueAt(value: unknown, parts: readonly string[], from: number): unknown {
  let at = value;
  for (let i = from; i < parts.length; i++) {
    if (Array.isArray(at)) {
      const out: unknown[] = [];
      for (const item of at) {
        const found = isPlain(item) ? valueAt(item, parts, i) : undefined;
        if (found !== undefined) out.push(found);
      }
      return out;
    }
    if (!isPlain(at)) return undefined;
    at = field(at, parts[i]!);
  }
  return at;
}

const WHOLE = new Set(['ROOT', 'CURRENT']);

/** The top-level fields that expressions may read; undefined where that may be any. */
export function fieldsOf(expr: unknown, into: Set<string> = new Set()): Set<string> | undefined {
  if (typeof expr === 'string') {
    if (expr.startsWith('$$')) return WHOLE.has(expr.slice(2).split('.')[0]!) ? undefined : into;
    if (expr.startsWith('$')) into.add(expr.slice(1).split('.')[0]!);
    return into;
  }
  if (Array.isArray(expr)) return expr.every((item) => fieldsOf(item, into)) ? into : undefined;
  if (!isPlain(expr)) return into;
  for (const value of Object.values(expr)) if (!fieldsOf(value, into)) return undefined;
  return into;
}
