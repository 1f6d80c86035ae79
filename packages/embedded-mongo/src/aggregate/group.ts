import { checkMemory, sizeOf } from '../engine/memory.ts';
import { MongoError } from '../errors.ts';
import { typeName } from '../query/types.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { setField } from '../values/order.ts';
import { compileAccumulator } from './accumulator-fields.ts';
import type { Accumulator } from './accumulators.ts';
import { stageDoc } from './document-stages.ts';
import { groupKey } from './equality.ts';
import { compile, constantOf, scopeOf } from './expression.ts';
import { chunked, type Make, type Stage } from './stage.ts';

interface Group {
  id: unknown;
  parts: Accumulator[];
}

/** `$group`: reads documents one by one and keeps only what its accumulators need. */
export function group(value: unknown, { scope, pause }: Make): Stage {
  const spec = stageDoc('$group', value, 'Location15947');
  if (!('_id' in spec)) throw new MongoError('Location15955', 'a group specification must include an _id');
  const id = compile(spec._id, scope);
  const fields = Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, one]) => {
      if (name.includes('.'))
        throw new MongoError('Location40235', `The field name '${name}' cannot contain '.'`);
      if (name.startsWith('$'))
        throw new MongoError('Location40236', `The field name '${name}' cannot be an operator name`);
      return { name, ...compileAccumulator(name, one, scope) };
    });
  return async function* (input) {
    const groups = new Map<unknown, Group>();
    let bytes = 0;
    for await (const docs of input) {
      for (const doc of docs) {
        const found = id(doc, []) ?? null;
        const key = groupKey(found);
        let group = groups.get(key);
        if (!group) {
          group = { id: found, parts: fields.map((field) => field.open()) };
          groups.set(key, group);
          bytes += sizeOf(found) + 64 * (1 + fields.length);
        }
        for (let i = 0; i < fields.length; i++) {
          const part = group.parts[i]!;
          const before = part.bytes?.() ?? 0;
          part.add(fields[i]!.read(doc, []));
          if (part.bytes) bytes += part.bytes() - before;
        }
      }
      checkMemory('$group', bytes);
      await pause();
    }
    yield* chunked(groups.values(), ({ id: _id, parts }) => {
      const out: Doc = { _id };
      fields.forEach((field, i) => {
        const result = parts[i]!.value();
        if (result !== undefined) setField(out, field.name, result);
      });
      return out;
    });
  };
}

/** `$sortByCount` in other stages' words. */
export function sortByCount(value: unknown): Doc[] {
  const expression = isPlain(value) && Object.keys(value)[0]?.startsWith('$');
  if (isPlain(value) && !expression)
    throw new MongoError(
      'Location40147',
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    );
  if (!isPlain(value) && !(typeof value === 'string'))
    throw new MongoError(
      'Location40149',
      'the sortByCount field must be specified as a string or as an object',
    );
  if (typeof value === 'string' && !value.startsWith('$'))
    throw new MongoError(
      'Location40148',
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    );
  return [{ $group: { _id: value, count: { $sum: 1 } } }, { $sort: { count: -1 } }];
}

/** `$count` in other stages' words. */
export function countStages(value: unknown): Doc[] {
  if (typeof value !== 'string')
    throw new MongoError('Location40156', 'the count field must be a non-empty string');
  if (value === '') throw new MongoError('Location40157', 'the count field must be a non-empty string');
  if (value.startsWith('$'))
    throw new MongoError('Location40158', 'the count field cannot be a $-prefixed path');
  if (value.includes('\0'))
    throw new MongoError('Location40159', 'the count field cannot contain a null byte');
  if (value.includes('.')) throw new MongoError('Location40160', "the count field cannot contain '.'");
  return [{ $group: { _id: null, [value]: { $sum: 1 } } }, { $project: { _id: 0 } }];
}

const NAMED = ['groupBy', 'boundaries', 'default', 'output'];

/** `$bucket` in other stages' words. */
export function bucket(value: unknown): Doc[] {
  const spec = stageDoc('$bucket', value, 'Location40201');
  for (const key of Object.keys(spec))
    if (!NAMED.includes(key))
      throw new MongoError('Location40197', `Unrecognized option to $bucket: ${key}.`);
  const { groupBy, boundaries, output = { count: { $sum: 1 } } } = spec;
  if (groupBy === undefined || boundaries === undefined)
    throw new MongoError('Location40198', "$bucket requires 'groupBy' and 'boundaries' to be specified.");
  if (!isPlain(groupBy) && !(typeof groupBy === 'string' && groupBy.startsWith('$')))
    throw new MongoError(
      'Location40202',
      "The $bucket 'groupBy' field must be defined as a $-prefixed path or an expression object",
    );
  if (!Array.isArray(boundaries))
    throw new MongoError(
      'Location40200',
      `The $bucket 'boundaries' field must be an array, but found type: ${typeName(boundaries)}`,
    );
  if (boundaries.length < 2)
    throw new MongoError(
      'Location40192',
      `The $bucket 'boundaries' field must have at least 2 values, but found ${boundaries.length} value(s).`,
    );
  const bounds = boundaries.map((bound) => constantIn('boundaries', bound, 'Location40191'));
  bounds.slice(1).forEach((bound, i) => {
    const before = bounds[i];
    if (typeName(bound) !== typeName(before) && !(isNumber(bound) && isNumber(before)))
      throw new MongoError(
        'Location40193',
        "All values in the 'boundaries' option to $bucket must have the same type.",
      );
    if (compare(before, bound) >= 0)
      throw new MongoError(
        'Location40194',
        "The 'boundaries' option to $bucket must be sorted in ascending order",
      );
  });
  if (!isPlain(output)) throw new MongoError('Location40196', "The $bucket 'output' field must be an object");
  const branches = bounds.slice(1).map((bound, i) => ({
    case: { $and: [{ $gte: [groupBy, { $literal: bounds[i] }] }, { $lt: [groupBy, { $literal: bound }] }] },
    // biome-ignore lint/suspicious/noThenProperty: the operator's own name
    then: { $literal: bounds[i] },
  }));
  const other = 'default' in spec ? constantIn('default', spec.default, 'Location40195') : undefined;
  if (other !== undefined && compare(other, bounds[0]) >= 0 && compare(other, bounds.at(-1)) < 0)
    throw new MongoError(
      'Location40199',
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    );
  const id = { $switch: { branches, ...(other !== undefined && { default: { $literal: other } }) } };
  return [{ $group: { _id: id, ...output } }, { $sort: { _id: 1 } }];
}

const isNumber = (value: unknown) => ['int', 'long', 'double', 'decimal'].includes(typeName(value));

function constantIn(name: string, expr: unknown, code: 'Location40191' | 'Location40195'): unknown {
  const known = constantOf(compile(expr, scopeOf()));
  if (!known)
    throw new MongoError(
      code,
      `The $bucket '${name}' field must be constant values, but found value: ${JSON.stringify(expr)}.`,
    );
  return known.value;
}
