import { type Doc, isPlain } from './bson.ts';

/** Whether a name is one of a reference to another document (DBRef): such a field is one like others, no operator. */
export const isOfReference = (name: string) => name === '$ref' || name === '$id' || name === '$db';

/** Whether a value is a document of operators. A whole reference is a value. */
export function isOperators(value: unknown): value is Doc {
  if (!isPlain(value) || !Object.keys(value)[0]?.startsWith('$')) return false;
  return !(Object.hasOwn(value, '$ref') && Object.hasOwn(value, '$id'));
}
