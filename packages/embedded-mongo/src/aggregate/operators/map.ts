import { MongoError } from '../../errors.ts';
import { typeName } from '../../query/types.ts';
import { isPlain } from '../../values/bson.ts';
import { bind } from '../scope.ts';
import { takeSteps } from '../steps.ts';
import { type Form, variableName } from './logic.ts';
import { check, isNullish } from './operator.ts';

const PARAMETERS = ['input', 'as', 'in'];

/** `$map`: `in` computed for each element of `input`, which it sees under the name `as`. */
export const map: Form = (operand, scope, compile) => {
  if (!isPlain(operand))
    throw new MongoError('Location16878', '$map only supports an object as its argument');
  for (const key of Object.keys(operand))
    if (!PARAMETERS.includes(key))
      throw new MongoError('Location16879', `Unrecognized parameter to $map: ${key}`);
  if (!('input' in operand)) throw new MongoError('Location16880', "Missing 'input' parameter to $map");
  if (!('in' in operand)) throw new MongoError('Location16882', "Missing 'in' parameter to $map");
  const { inner, slots } = bind(scope, [operand.as === undefined ? 'this' : variableName(operand.as)]);
  const input = compile(operand.input, scope);
  const run = compile(operand.in, inner);
  return (root, env) => {
    const items = input(root, env);
    if (isNullish(items)) return null;
    check(
      Array.isArray(items),
      'Location16883',
      () => `input to $map must be an array not ${typeName(items)}`,
    );
    takeSteps(items.length);
    return items.map((item) => {
      env[slots[0]!] = item;
      return run(root, env) ?? null;
    });
  };
};
