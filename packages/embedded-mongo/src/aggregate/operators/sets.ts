import { MongoError } from '../../errors.ts';
import { type Doc, isPlain } from '../../values/bson.ts';
import { compare } from '../../values/compare.ts';
import { setField } from '../../values/order.ts';
import { distinctValues } from '../equality.ts';
import { type Compiled, compile, constantOf, namedArguments, truthy } from '../expression.ts';
import type { Form } from './logic.ts';
import { asArray, between, binary, check, isNullish, type Operators, unary, variadic } from './operator.ts';

const sorted = (values: Iterable<unknown>) => [...values].sort(compare);

export const SETS: Operators = {
  $setUnion: variadic((...sets) => {
    if (sets.some(isNullish)) return null;
    return sorted(distinctValues(sets.flatMap((set) => asArray('$setUnion', 'Location17043', set))).values());
  }),
  $setIntersection: variadic((...sets) => {
    if (sets.some(isNullish)) return null;
    const all = sets.map((set) => distinctValues(asArray('$setIntersection', 'Location17047', set)));
    const [first = new Map<string, unknown>(), ...rest] = all;
    return sorted([...first].filter(([key]) => rest.every((set) => set.has(key))).map(([, value]) => value));
  }),
  $setDifference: binary((a, b) => {
    if (isNullish(a) || isNullish(b)) return null;
    const minus = distinctValues(asArray('$setDifference', 'Location17049', b));
    return [...distinctValues(asArray('$setDifference', 'Location17048', a))]
      .filter(([key]) => !minus.has(key))
      .map(([, value]) => value);
  }),
  $setIsSubset: binary((a, b) => {
    const of = distinctValues(asArray('$setIsSubset', 'Location17042', b));
    return [...distinctValues(asArray('$setIsSubset', 'Location17046', a)).keys()].every((key) =>
      of.has(key),
    );
  }),
  $setEquals: between(
    2,
    Number.POSITIVE_INFINITY,
  )((...sets) => {
    const [first, ...rest] = sets.map((set) => distinctValues(asArray('$setEquals', 'Location17044', set)));
    return rest.every((set) => set.size === first!.size && [...set.keys()].every((key) => first!.has(key)));
  }),
  $allElementsTrue: unary((value) => asArray('$allElementsTrue', 'Location17040', value).every(truthy)),
  $anyElementTrue: unary((value) => asArray('$anyElementTrue', 'Location17041', value).some(truthy)),
};

function fieldName(name: string, operand: unknown, scope: Parameters<Form>[1]): string {
  const field = constantOf(compile(operand, scope))?.value;
  if (typeof field !== 'string')
    throw new MongoError(
      'Location4161106',
      `${name} requires 'field' to evaluate to a constant, to type String`,
    );
  return field;
}

const setForm =
  (name: '$setField' | '$unsetField'): Form =>
  (operand, scope) => {
    const keys = name === '$setField' ? ['field', 'input', 'value'] : ['field', 'input'];
    const { input, value } = namedArguments(name, operand, scope, keys) as Record<string, Compiled>;
    const field = fieldName(name, (operand as Doc).field, scope);
    return (root, env) => {
      const doc = input!(root, env);
      if (isNullish(doc)) return null;
      check(isPlain(doc), 'Location4161105', () => `${name} requires 'input' to evaluate to type Object`);
      const next = value?.(root, env);
      const out = { ...doc };
      if (next === undefined) delete out[field];
      else setField(out, field, next);
      return out;
    };
  };

export const OBJECT_FORMS: Record<string, Form> = {
  $getField(operand, scope) {
    const whole = isPlain(operand) && 'field' in operand ? operand : { field: operand, input: '$$CURRENT' };
    const { input } = namedArguments('$getField', whole, scope, ['field', 'input']) as Record<
      string,
      Compiled
    >;
    const field = fieldName('$getField', whole.field, scope);
    return (root, env) => {
      const doc = input!(root, env);
      if (isNullish(doc)) return doc;
      return isPlain(doc) && Object.hasOwn(doc, field) ? doc[field] : undefined;
    };
  },
  $setField: setForm('$setField'),
  $unsetField: setForm('$unsetField'),
};
