import { checkMemory, sizeOf } from '../engine/memory.ts';
import { MongoError } from '../errors.ts';
import type { Doc } from '../values/bson.ts';
import { setField } from '../values/order.ts';
import { type Accumulator, compileAccumulator } from './accumulators.ts';
import { stageDoc } from './document-stages.ts';
import { groupKey } from './equality.ts';
import { compile } from './expression.ts';
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
