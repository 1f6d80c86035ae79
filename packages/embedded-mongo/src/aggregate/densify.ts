import { checkMemory, sizeOf } from '../engine/memory.ts';
import { MongoError } from '../errors.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { stageDoc } from './document-stages.ts';
import { keyOf } from './equality.ts';
import { compile, fieldParts, valueAt } from './expression.ts';
import { ADD, asDouble, calculate, kindOf, MULTIPLY } from './numbers.ts';
import { addUnits, isUnit } from './operators/date-units.ts';
import { isNullish } from './operators/operator.ts';
import { withPath } from './project.ts';
import { chunked, type Make, type Stage } from './stage.ts';

const MOST = 500_000;

interface Part {
  fields: unknown[];
  rows: { at: unknown; doc: Doc }[];
}

/** `$densify`: adds documents so that a field goes on in even steps. */
export function densify(value: unknown, { scope, pause }: Make): Stage {
  const spec = stageDoc('$densify', value, 'Location5733401');
  for (const key of Object.keys(spec))
    if (!['field', 'partitionByFields', 'range'].includes(key))
      throw new MongoError('UnknownField', `BSON field '$densify.${key}' is an unknown field.`);
  const { field, range, partitionByFields = [] } = spec;
  if (typeof field !== 'string' || !isPlain(range) || !Array.isArray(partitionByFields))
    throw new MongoError(
      'TypeMismatch',
      '$densify needs a field, a range and perhaps a list partitionByFields',
    );
  const { step, unit, bounds } = range;
  if (!kindOf(step) || asDouble(step) <= 0)
    throw new MongoError(
      'Location5733401',
      'the step parameter in a range statement must be a strictly positive numeric value',
    );
  if (unit !== undefined && (!isUnit(unit) || !Number.isInteger(asDouble(step))))
    throw new MongoError(
      'Location6586400',
      'The step parameter in a range statement must be a whole number when densifying a date range',
    );
  const limits =
    Array.isArray(bounds) && bounds.length === 2
      ? bounds.map((bound) => compile(bound, scope)({}, []))
      : undefined;
  if (!limits && bounds !== 'full' && bounds !== 'partition')
    throw new MongoError(
      'Location5946802',
      "a bounding string in a range statement must be either 'full' or 'partition'",
    );
  const parts = fieldParts(field);
  const paths = partitionByFields.map((path) => fieldParts(String(path)));

  /** The values from `low` in steps, up to but without `high`. */
  function* steps(low: unknown, high: unknown): Generator<unknown> {
    for (let i = 0; ; i++) {
      const at =
        unit === undefined
          ? calculate(ADD, low, calculate(MULTIPLY, step, i))
          : new Date(addUnits((low as Date).getTime(), unit as string, i * asDouble(step), () => 0));
      if (compare(at, high) >= 0) return;
      yield at;
    }
  }
  const check = (at: unknown): unknown => {
    if (unit === undefined ? kindOf(at) : at instanceof Date) return at;
    throw new MongoError(
      'Location5733201',
      `PlanExecutor error during aggregation: Densify field type must be ${unit === undefined ? 'numeric' : 'a date'}`,
    );
  };

  return async function* (input) {
    const found = new Map<string, Part>();
    const apart: Doc[] = [];
    let bytes = 0;
    for await (const docs of input) {
      for (const doc of docs) {
        const at = valueAt(doc, parts, 0);
        bytes += sizeOf(doc);
        if (isNullish(at)) {
          apart.push(doc);
          continue;
        }
        const fields = paths.map((path) => valueAt(doc, path, 0));
        const key = keyOf(fields.map((one) => one ?? null));
        const part = found.get(key) ?? { fields, rows: [] };
        found.set(key, part);
        part.rows.push({ at: check(at), doc });
      }
      checkMemory('$densify', bytes);
      await pause();
    }
    const all = [...found.values()].sort((a, b) =>
      compare(
        a.fields.map((one) => one ?? null),
        b.fields.map((one) => one ?? null),
      ),
    );
    for (const { rows } of all) rows.sort((a, b) => compare(a.at, b.at));
    const ends = all.flatMap(({ rows }) => [rows[0]!.at, rows.at(-1)!.at]).sort(compare);
    yield* chunked(apart, (doc) => doc);
    let made = 0;
    for (const { fields, rows } of all) {
      const [low, high] =
        limits ?? (bounds === 'full' ? [ends[0], ends.at(-1)] : [rows[0]!.at, rows.at(-1)!.at]);
      const whole = [...rows];
      const there = new Set(rows.map(({ at }) => keyOf(at)));
      for (const at of steps(check(low), check(high))) {
        if (there.has(keyOf(at))) continue;
        if (++made > MOST)
          throw new MongoError(
            'Location5897900',
            `Generated ${made} documents in $densify, which is over the limit of ${MOST}`,
          );
        const named = paths.reduce<Doc>(
          (doc, path, i) => (fields[i] === undefined ? doc : withPath(doc, path, fields[i])),
          {},
        );
        whole.push({ at, doc: withPath(named, parts, at) });
        if ((made & 1023) === 0) await pause();
      }
      yield* chunked(
        whole.sort((a, b) => compare(a.at, b.at)),
        ({ doc }) => doc,
      );
    }
  };
}
