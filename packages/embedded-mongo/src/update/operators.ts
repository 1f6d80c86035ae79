import { kindOf } from '../aggregate/numbers.ts';
import { MongoError } from '../errors.ts';
import { wholeNumber } from '../query/numbers.ts';
import { isNumeric } from '../values/bson.ts';
import { compare, equal } from '../values/compare.ts';
import { sum } from '../values/number.ts';
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

const creating = (apply: Change['apply']): Change => ({ apply, creates: true });

const inc: Compile = (operand, path) => {
  if (!isNumeric(operand))
    throw new MongoError('TypeMismatch', `Cannot increment with non-numeric argument: {${path}}`);
  return creating((before) => {
    if (before === undefined) return operand;
    if (!isNumeric(before))
      throw new MongoError('TypeMismatch', `Cannot apply $inc to a value of non-numeric type at '${path}'`);
    const after = sum(before, operand);
    // The sign of zero is no change.
    return kindOf(after) === kindOf(before) && equal(after, before) ? before : after;
  });
};

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

/** The operators that change one value; `$rename` and `$setOnInsert` are handled where they are applied. */
export const OPERATORS: Record<string, Compile> = {
  $set: (operand) => creating(() => operand),
  $unset: () => ({ apply: () => undefined, creates: false, lenient: true }),
  $inc: inc,
  $min: (operand) =>
    creating((before) => (before === undefined || compare(operand, before) < 0 ? operand : before)),
  $max: (operand) =>
    creating((before) => (before === undefined || compare(operand, before) > 0 ? operand : before)),
  $push: (operand) => creating(push(operand)),
  $addToSet: (operand, path) => creating(addToSet(operand, path)),
  $pop: pop,
  $pull: (operand, path) => ({ apply: pull(operand, path), creates: false }),
  $pullAll: (operand, path) => ({ apply: pullAll(operand, path), creates: false }),
};
