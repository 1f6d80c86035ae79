import { MongoError } from '../errors.ts';
import { refuse } from '../refused.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { isIndex } from '../values/path.ts';
import { type Change, OPERATORS } from './operators.ts';

/** One operator on one path. */
export interface Step {
  path: string;
  parts: string[];
  change: Change;
  onInsert?: boolean;
  /** Of a `$rename`: what is moved to `path`. */
  from?: string[];
}

export const isIdentifier = (part: string) => part.startsWith('$[') && part.endsWith(']');
/** Whether a part stands for elements of an array; any other one is a name, also where it begins with `$`. */
export const isDynamic = (part: string) => part === '$' || isIdentifier(part);

/** All operators' fields in the order in which MongoDB applies them; two on one path conflict. */
export function parseSteps(raw: Doc): Step[] {
  const steps: Step[] = [];
  const tree: Place = new Map();
  for (const [name, fields] of Object.entries(raw)) {
    if (!Object.hasOwn(OPERATORS, name) && name !== '$rename' && name !== '$setOnInsert') {
      refuse('The update operator', name);
      throw new MongoError(
        'FailedToParse',
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isPlain(fields))
      throw new MongoError(
        'FailedToParse',
        `Modifiers operate on fields but we found another type for ${name}`,
      );
    for (const [path, operand] of Object.entries(fields)) {
      const step = name === '$rename' ? renaming(path, operand) : plainStep(name, path, operand);
      for (const parts of step.from ? [step.from, step.parts] : [step.parts]) claim(tree, parts);
      steps.push(step);
    }
  }
  return steps.sort((a, b) => comparePaths(a.parts, b.parts));
}

function plainStep(name: string, path: string, operand: unknown): Step {
  const parts = parsePath(path);
  if (name === '$setOnInsert') return { path, parts, change: OPERATORS.$set!(operand, path), onInsert: true };
  return { path, parts, change: OPERATORS[name]!(operand, path) };
}

function renaming(from: string, to: unknown): Step {
  if (typeof to !== 'string') throw bad("The 'to' field for $rename must be a string");
  const [source, target] = [parsePath(from), parsePath(to)];
  if (from === to) throw bad('The source and target field for $rename must differ');
  if (from.startsWith(`${to}.`) || to.startsWith(`${from}.`))
    throw bad('The source and target field for $rename must not be on the same path');
  if (source.some(isDynamic)) throw bad(`The source field for $rename may not be dynamic: ${from}`);
  if (target.some(isDynamic)) throw bad(`The destination field for $rename may not be dynamic: ${to}`);
  return { path: to, parts: target, from: source, change: { apply: (value) => value, creates: true } };
}

const bad = (message: string) => new MongoError('BadValue', message);

/** The parts of a path that an update may name. */
function parsePath(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes(''))
    throw new MongoError(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  if (isDynamic(parts[0]!))
    throw bad(
      `Cannot have a positional (i.e. '${parts[0]}') element in the first position in path '${path}'`,
    );
  if (parts.filter((part) => part === '$').length > 1)
    throw bad(`Too many positional (i.e. '$') elements found in path '${path}'`);
  return parts;
}

/** The places that an update names: a leaf is `true`. */
type Place = Map<string, Place | true>;

/** Takes a place for one step; a place is changed by one step only, and an array by names or by identifiers. */
function claim(tree: Place, parts: readonly string[]): void {
  const conflict = (i: number) =>
    new MongoError(
      'ConflictingUpdateOperators',
      `Updating the path '${parts.join('.')}' would create a conflict at '${parts.slice(0, i).join('.')}'`,
    );
  let at = tree;
  parts.forEach((part, i) => {
    const [sibling] = at.keys();
    if (sibling !== undefined && isIdentifier(sibling) !== isIdentifier(part)) throw conflict(i);
    const next = at.get(part);
    if (next === true || (next && i === parts.length - 1)) throw conflict(i + 1);
    const below: Place = next ?? new Map();
    at.set(part, i === parts.length - 1 ? true : below);
    at = below;
  });
}

/** Refuses two steps that came to one place in this document, through `$` or an identifier. */
export function refuseConflicts(paths: readonly string[][]): void {
  const tree: Place = new Map();
  for (const parts of paths) claim(tree, parts);
}

/** By name, but numbers by their size. */
function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i]!, b[i]!];
    if (x === y) continue;
    if (isIndex(x) && isIndex(y)) return x.length - y.length || (x < y ? -1 : 1);
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}
