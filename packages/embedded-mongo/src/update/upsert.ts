import { MongoError } from '../errors.ts';
import { operatorsOf } from '../query/matcher.ts';
import { bsonType, clone, type Doc, isPlain, newId } from '../values/bson.ts';
import { withIdFirst } from '../values/order.ts';
import { isOfReference } from '../values/reference.ts';
import type { Update } from './apply.ts';
import { setAt } from './paths.ts';

/** The document that an upsert inserts: the equalities of the filter, then the update; gets an `_id` where it has none. */
export function upserted(filter: Doc, update: Update, replacing: boolean): Doc {
  const seed: Doc = {};
  const taken: string[] = [];
  for (const [path, value] of equalities(filter)) {
    if (replacing && path.startsWith('_id.'))
      throw new MongoError(
        'NotExactValueField',
        `field at '_id' must be exactly specified, field at sub-path '${path}' found`,
      );
    if (replacing && path !== '_id') continue;
    const other = taken.find(
      (one) => one === path || one.startsWith(`${path}.`) || path.startsWith(`${one}.`),
    );
    if (other !== undefined)
      throw new MongoError(
        'NotSingleValueField',
        other === path
          ? `cannot infer query fields to set, path '${path}' is matched twice`
          : `cannot infer query fields to set, both paths '${path}' and '${other}' are matched`,
      );
    taken.push(path);
    setAt(seed, path.split('.'), clone(value));
  }
  const next = update.apply(seed, filter, true);
  const { _id = newId() } = next;
  if (Array.isArray(_id) || bsonType(_id) === 'BSONRegExp')
    throw new MongoError('InvalidIdField', "The '_id' value cannot be of type array or regex");
  refuseDollars(_id);
  return withIdFirst(_id, next);
}

/** Of the names that begin with `$`, an `_id` may have those of a reference. */
export function refuseDollars(id: unknown): void {
  if (isPlain(id) && Object.keys(id).some((key) => key.startsWith('$') && !isOfReference(key)))
    throw new MongoError('DollarPrefixedFieldName', "_id fields may not contain '$'-prefixed fields");
}

/** What a filter says a field must be equal to; also as the only value of `$in`, in `$all` and within `$and`. */
function equalities(filter: Doc): [path: string, value: unknown][] {
  return Object.entries(filter).flatMap(([key, condition]): [string, unknown][] => {
    if ((key === '$and' || (key === '$or' && (condition as Doc[]).length === 1)) && Array.isArray(condition))
      return condition.flatMap((clause) => equalities(clause as Doc));
    if (isOfReference(key)) return [[key, condition]];
    if (key.startsWith('$')) return [];
    return Object.entries(operatorsOf(condition)).flatMap(([operator, operand]): [string, unknown][] => {
      if (operator === '$eq') return [[key, operand]];
      const list = Array.isArray(operand) ? operand.filter((value) => !isCondition(value)) : [];
      const all =
        operator === '$all'
          ? list
          : operator === '$in' && list.length === 1 && (operand as unknown[]).length === 1
            ? list
            : [];
      return all.map((value): [string, unknown] => [key, value]);
    });
  });
}

const isCondition = (value: unknown) =>
  bsonType(value) === 'BSONRegExp' || (isPlain(value) && Object.keys(value)[0] === '$elemMatch');
