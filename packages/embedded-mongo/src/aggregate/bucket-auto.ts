import { checkMemory, sizeOf } from '../engine/memory.ts';
import { MongoError, notSupported } from '../errors.ts';
import { type Doc, isPlain, toNumber } from '../values/bson.ts';
import { compare } from '../values/compare.ts';
import { setField } from '../values/order.ts';
import { compileAccumulator } from './accumulator-fields.ts';
import { stageDoc } from './document-stages.ts';
import { compile } from './expression.ts';
import { chunked, type Make, type Stage } from './stage.ts';

/** `$bucketAuto`: about as many documents in each bucket; equal values stay together. */
export function bucketAuto(value: unknown, { scope, pause }: Make): Stage {
  const spec = stageDoc('$bucketAuto', value, 'Location40240');
  for (const key of Object.keys(spec))
    if (!['groupBy', 'buckets', 'output', 'granularity'].includes(key))
      throw new MongoError('Location40245', `Unrecognized option to $bucketAuto: ${key}.`);
  const { groupBy, output = { count: { $sum: 1 } } } = spec;
  if (groupBy === undefined || spec.buckets === undefined)
    throw new MongoError('Location40246', "$bucketAuto requires 'groupBy' and 'buckets' to be specified.");
  if (!isPlain(groupBy) && !(typeof groupBy === 'string' && groupBy.startsWith('$')))
    throw new MongoError(
      'Location40239',
      "The $bucketAuto 'groupBy' field must be defined as a $-prefixed path or an expression object",
    );
  const most = toNumber(spec.buckets);
  if (most === undefined)
    throw new MongoError('Location40241', "The $bucketAuto 'buckets' field must be a numeric value");
  if (!Number.isInteger(most))
    throw new MongoError(
      'Location40242',
      "The $bucketAuto 'buckets' field must be representable as a 32-bit integer",
    );
  if (most <= 0)
    throw new MongoError('Location40243', "The $bucketAuto 'buckets' field must be greater than 0");
  if (!isPlain(output))
    throw new MongoError('Location40244', "The $bucketAuto 'output' field must be an object");
  if (spec.granularity !== undefined) throw notSupported('The granularity of $bucketAuto');
  const by = compile(groupBy, scope);
  const fields = Object.entries(output).map(([name, one]) => ({
    name,
    ...compileAccumulator(name, one, scope),
  }));
  return async function* (input) {
    const rows: { key: unknown; doc: Doc }[] = [];
    let bytes = 0;
    for await (const docs of input) {
      for (const doc of docs) {
        rows.push({ key: by(doc, []) ?? null, doc });
        bytes += sizeOf(doc);
      }
      checkMemory('$bucketAuto', bytes);
      await pause();
    }
    rows.sort((a, b) => compare(a.key, b.key));
    const size = Math.max(1, Math.round(rows.length / most));
    const buckets: (typeof rows)[] = [];
    for (let at = 0; at < rows.length; ) {
      let end = buckets.length === most - 1 ? rows.length : Math.min(rows.length, at + size);
      while (end < rows.length && compare(rows[end]!.key, rows[end - 1]!.key) === 0) end++;
      buckets.push(rows.slice(at, end));
      at = end;
    }
    yield* chunked(
      buckets.map((rows, i) => ({ rows, next: buckets[i + 1]?.[0] ?? rows.at(-1)! })),
      ({ rows, next }) => {
        const out: Doc = { _id: { min: rows[0]!.key, max: next.key } };
        for (const { name, open, read } of fields) {
          const part = open();
          for (const { doc } of rows) part.add(read(doc, []));
          setField(out, name, part.value());
        }
        return out;
      },
    );
  };
}
