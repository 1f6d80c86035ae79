import { MongoError } from '../errors.ts';
import { typeName } from '../query/types.ts';
import { type Doc, isPlain } from '../values/bson.ts';
import { fieldParts } from './expression.ts';
import { long } from './numbers.ts';
import { withPath } from './project.ts';
import { CHUNK, type Make, type Stage } from './stage.ts';

function unwindSpec(value: unknown): { path: string; index: string | undefined; keep: boolean } {
  const spec = typeof value === 'string' ? { path: value } : value;
  if (!isPlain(spec))
    throw new MongoError(
      'Location15981',
      `expected either a string or an object as specification for $unwind stage, got ${typeName(value)}`,
    );
  for (const key of Object.keys(spec))
    if (!['path', 'includeArrayIndex', 'preserveNullAndEmptyArrays'].includes(key))
      throw new MongoError('Location28811', `unrecognized option to $unwind stage: ${key}`);
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: keep = false } = spec as Doc;
  if (path === undefined) throw new MongoError('Location28812', 'no path specified to $unwind stage');
  if (typeof path !== 'string')
    throw new MongoError('Location28808', 'expected a string as the path for $unwind stage');
  if (!path.startsWith('$'))
    throw new MongoError(
      'Location28818',
      `path option to $unwind stage should be prefixed with a '$': ${path}`,
    );
  if (typeof keep !== 'boolean')
    throw new MongoError(
      'Location28809',
      'expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage',
    );
  if (index !== undefined && (typeof index !== 'string' || index === ''))
    throw new MongoError(
      'Location28810',
      'expected a non-empty string for the includeArrayIndex option to $unwind stage',
    );
  if (typeof index === 'string' && index.startsWith('$'))
    throw new MongoError(
      'Location28822',
      `includeArrayIndex option to $unwind stage should not be prefixed with a '$': ${index}`,
    );
  return { path: path.slice(1), index: index as string | undefined, keep };
}

/** `$unwind`: one document for each element of an array. */
export function unwind(value: unknown, { pause }: Make): Stage {
  const { path, index, keep } = unwindSpec(value);
  const parts = fieldParts(path);
  const indexParts = index === undefined ? undefined : fieldParts(index);
  function* elements(docs: Doc[]): Generator<Doc> {
    const numbered = (doc: Doc, at: unknown) => (indexParts ? withPath(doc, indexParts, at) : doc);
    for (const doc of docs) {
      const found = parts.reduce<unknown>(
        (at, part) => (isPlain(at) && Object.hasOwn(at, part) ? at[part] : undefined),
        doc,
      );
      if (Array.isArray(found) && found.length > 0) {
        for (let i = 0; i < found.length; i++)
          yield numbered(withPath(doc, parts, found[i]), long(BigInt(i)));
      } else if (found !== undefined && found !== null && !Array.isArray(found)) yield numbered(doc, null);
      else if (keep) yield numbered(Array.isArray(found) ? withPath(doc, parts, undefined) : doc, null);
    }
  }
  return async function* (input) {
    for await (const docs of input) {
      for (const chunk of lists(elements(docs))) {
        yield chunk;
        await pause();
      }
    }
  };
}

function* lists(items: Iterable<Doc>): Generator<Doc[]> {
  let chunk: Doc[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
