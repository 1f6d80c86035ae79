import { operatorsOf } from '../query/matcher.ts';
import type { Interval } from '../storage/records.ts';
import { bsonType, type Doc } from '../values/bson.ts';
import type { Term } from './bounds.ts';
import type { Plan } from './plan.ts';

/** More combinations of values than this may have been widened to a range by the planner. */
const MAX_COMBINED = 1000;
const ORDERED = new Set(['$gt', '$gte', '$lt', '$lte']);

/**
 * The ranges of an index whose entries are exactly the documents that meet `filter`, so that they can be counted
 * without looking at a document; undefined where that is not certain.
 */
export function coveredBy(plan: Plan, filter: Doc): { idx: number; intervals: Interval[] } | undefined {
  if (plan.kind !== 'index' || plan.index.multikey || plan.index.partial) return undefined;
  const terms = exactTerms(filter);
  if (!terms) return undefined;
  const { index } = plan;
  let combined = 1;
  let ended = false;
  const bound = new Set<Term>();
  for (const { path } of index.fields) {
    const own = terms.filter((term) => term.path === path);
    if (own.length === 0) break;
    // Only the last field may have a range: what follows it is not in order.
    if (ended) return undefined;
    for (const term of own) bound.add(term);
    const points = own.find((term) => term.operator === '$eq' || term.operator === '$in');
    if (points) combined *= points.operator === '$in' ? Math.max(1, (points.operand as unknown[]).length) : 1;
    else {
      // NaN stands below all numbers, but is not less than any.
      if (own.some(isNumberAbove) && !own.some((term) => term.operator.startsWith('$g'))) return undefined;
      ended = true;
    }
  }
  if (bound.size !== terms.length || terms.length === 0 || combined > MAX_COMBINED) return undefined;
  return { idx: index.id, intervals: plan.streams.flatMap((stream) => stream.intervals) };
}

const isNumberAbove = ({ operator, operand }: Term) =>
  operator.startsWith('$l') && typeof operand === 'number';

/** The conditions of a filter, where each says of a key exactly what it says of a value. */
function exactTerms(filter: Doc): Term[] | undefined {
  const out: Term[] = [];
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value)) {
      for (const clause of value) {
        const inner = exactTerms(clause as Doc);
        if (!inner) return undefined;
        out.push(...inner);
      }
      continue;
    }
    if (key.startsWith('$')) return undefined;
    for (const [operator, operand] of Object.entries(operatorsOf(value))) {
      const list = operator === '$in' && Array.isArray(operand) ? operand : [operand];
      if (operator !== '$eq' && operator !== '$in' && !ORDERED.has(operator)) return undefined;
      if (!list.every(isExact)) return undefined;
      out.push({ path: key, operator, operand });
    }
  }
  return out;
}

/** Null also means missing, and the rarer numbers are left to the matcher. */
const isExact = (value: unknown) =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  value instanceof Date ||
  bsonType(value) === 'ObjectId' ||
  bsonType(value) === 'UUID';
