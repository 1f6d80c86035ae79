import { compileFilter } from '../query/matcher.ts';
import type { Doc } from '../values/bson.ts';
import { equal } from '../values/compare.ts';
import { conjunction, type Term } from './bounds.ts';

/** Whether every document that meets `terms` is certainly in a partial index with this filter. */
export function impliedBy(filter: Doc, terms: readonly Term[]): boolean {
  const needed = conjunction(filter);
  if (needed.ors.length > 0 || Object.keys(filter).some((key) => key.startsWith('$') && key !== '$and'))
    return false;
  return needed.terms.every((need) => terms.some((term) => term.path === need.path && implies(term, need)));
}

function implies(term: Term, need: Term): boolean {
  if (term.operator === need.operator && equal(term.operand, need.operand)) return true;
  if (need.operator === '$exists' && need.operand) {
    if (
      term.operator === '$gt' ||
      term.operator === '$gte' ||
      term.operator === '$lt' ||
      term.operator === '$lte'
    )
      return term.operand !== null;
  }
  const holds = compileFilter({ field: { [need.operator]: need.operand } });
  // An equality may be met by an element of an array; the needed condition then holds for that element, and so for the array.
  if (term.operator === '$eq')
    return term.operand !== null && !NEGATIVE.has(need.operator) && holds({ field: term.operand });
  if (term.operator === '$in' && Array.isArray(term.operand))
    return (
      !NEGATIVE.has(need.operator) && term.operand.every((value) => value !== null && holds({ field: value }))
    );
  return false;
}

const NEGATIVE = new Set(['$ne', '$nin', '$not']);
