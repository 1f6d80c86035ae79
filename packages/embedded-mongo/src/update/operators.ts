import { Decimal128, Timestamp } from 'bson';
import { ADD, calculate, kindOf, MULTIPLY } from '../aggregate/numbers.ts';
import { MongoError } from '../errors.ts';
import { wholeNumber } from '../query/numbers.ts';
import { isNumeric, isPlain } from '../values/bson.ts';
import { compare, equal } from '../values/compare.ts';
import { arithmetic, bitwise, isInteger } from '../values/number.ts';
import { addToSet, pull, pullAll, push } from './arrays.ts';

/** One operator with its operand, checked: what it makes of the value at a path. */
export interface Change {
  /** `undefined` stands for no field, before and after; the same value means no change. */
  apply: (before: unknown) => unknown;
  /** Makes the field and the documents on its way where they are missing. */
  creates: boolean;
  /** Takes no offence at a path that can't be there. */
  lenient?: boolean;
}

/** Checks an operand; `path` is for the message. */
type Compile = (operand: unknown, path: string) => Change;

const bad = (message: string) => new MongoError('BadValue', message);
const creating = (apply: Change['apply']): Change => ({ apply, creates: true });

const numeric =
  (name: '$inc' | '$mul'): Compile =>
  (operand, path) => {
    if (!isNumeric(operand))
      throw new MongoError(
        'TypeMismatch',
        `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}}`,
      );
    return creating((before) => {
      if (before === undefined) return name === '$inc' ? operand : compute(name, operand, 0);
      if (!isNumeric(before))
        throw new MongoError(
          'TypeMismatch',
          `Cannot apply ${name} to a value of non-numeric type at '${path}'`,
        );
      const after = compute(name, before, operand);
      // Zeros at the end of a decimal, or the sign of zero, are no change.
      return kindOf(after) === kindOf(before) && equal(after, before) ? before : after;
    });
  };

function compute(name: '$inc' | '$mul', a: unknown, b: unknown): unknown {
  if (a instanceof Decimal128 || b instanceof Decimal128)
    return calculate(name === '$inc' ? ADD : MULTIPLY, a, b);
  return arithmetic(name === '$inc' ? '+' : '*', a, b);
}

function currentDate(operand: unknown): Change {
  const now = () => new Date();
  if (typeof operand === 'boolean') return creating(now);
  if (!isPlain(operand))
    throw bad("$currentDate takes a boolean or a $type: { $type: 'date' } or { $type: 'timestamp' }");
  const other = Object.keys(operand).find((key) => key !== '$type');
  if (other !== undefined) throw bad(`Unrecognized $currentDate option: ${other}`);
  if (operand.$type === 'date') return creating(now);
  if (operand.$type === 'timestamp')
    return creating(() => new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }));
  throw bad("The '$type' string field is required to be 'date' or 'timestamp'");
}

function pop(operand: unknown, path: string): Change {
  const end = wholeNumber(operand);
  if (end !== 1n && end !== -1n) throw new MongoError('FailedToParse', `$pop expects 1 or -1: ${path}`);
  return {
    creates: false,
    apply(before) {
      if (!Array.isArray(before))
        throw new MongoError('TypeMismatch', `Path '${path}' contains an element of non-array type`);
      if (before.length === 0) return before;
      return end === 1n ? before.slice(0, -1) : before.slice(1);
    },
  };
}

function bit(operand: unknown, path: string): Change {
  if (!isPlain(operand)) throw bad(`The $bit modifier is not compatible with this value at '${path}'`);
  const masks = Object.entries(operand);
  if (masks.length === 0) throw bad('You must pass in at least one bitwise operation');
  for (const [name, mask] of masks) {
    if (!['and', 'or', 'xor'].includes(name))
      throw bad(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
    if (!isInteger(mask)) throw bad('The $bit modifier field must be an Integer(32/64 bit)');
  }
  return creating((before) => {
    if (before !== undefined && !isInteger(before))
      throw bad(`Cannot apply $bit to a value of non-integral type at '${path}'`);
    return masks.reduce<unknown>((value, [name, mask]) => bitwise(name, value, mask), before ?? 0);
  });
}

/** The operators that change one value; `$rename` and `$setOnInsert` are handled where they are applied. */
export const OPERATORS: Record<string, Compile> = {
  $set: (operand) => creating(() => operand),
  $unset: () => ({ apply: () => undefined, creates: false, lenient: true }),
  $inc: numeric('$inc'),
  $mul: numeric('$mul'),
  $min: (operand) =>
    creating((before) => (before === undefined || compare(operand, before) < 0 ? operand : before)),
  $max: (operand) =>
    creating((before) => (before === undefined || compare(operand, before) > 0 ? operand : before)),
  $currentDate: currentDate,
  $push: (operand) => creating(push(operand)),
  $addToSet: (operand, path) => creating(addToSet(operand, path)),
  $pop: pop,
  $pull: (operand, path) => ({ apply: pull(operand, path), creates: false }),
  $pullAll: (operand, path) => ({ apply: pullAll(operand, path), creates: false }),
  $bit: bit,
};
