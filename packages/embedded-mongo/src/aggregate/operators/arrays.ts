import { calculateObjectSize } from 'bson';
import { typeName } from '../../query/types.ts';
import { isPlain } from '../../values/bson.ts';
import { equal } from '../../values/compare.ts';
import { truthy } from '../scope.ts';
import { asArray, asInteger, binary, check, isNullish, type Operators, unary } from './operator.ts';

/** Operators on arrays, and on what a value is and how long. */
export const ARRAYS: Operators = {
  $isArray: unary(Array.isArray),
  $type: unary(typeName),
  $size: unary((value) => {
    check(
      Array.isArray(value),
      'Location17124',
      () => `The argument to $size must be an array, but was of type: ${typeName(value)}`,
    );
    return value.length;
  }),
  $arrayElemAt: binary((array, at) => {
    if (isNullish(array) || isNullish(at)) return null;
    check(
      Array.isArray(array),
      'Location28689',
      () => `$arrayElemAt's first argument must be an array, but is ${typeName(array)}`,
    );
    const i = asInteger("$arrayElemAt's second argument", at, 'Location28690', 'Location28691');
    return array[i < 0 ? array.length + i : i];
  }),
  $in: binary((item, array) => {
    check(
      Array.isArray(array),
      'Location40081',
      () => `$in requires an array as a second argument, found: ${typeName(array)}`,
    );
    return array.some((each) => equal(each, item));
  }),
  $anyElementTrue: unary((value) => asArray('$anyElementTrue', 'Location17041', value).some(truthy)),
  $bsonSize: unary((value) => {
    if (isNullish(value)) return null;
    check(
      isPlain(value),
      'Location31393',
      () => `$bsonSize requires a document input, found: ${typeName(value)}`,
    );
    return calculateObjectSize(value);
  }),
};
