import { MongoError } from '../errors.ts';
import { type Doc, toNumber } from '../values/bson.ts';
import { docOption, refuseCollation } from './context.ts';
import type { Target, UpdateStatement } from './write.ts';

/** What every command that writes may carry. */
export const WRITE_FIELDS = ['ordered', 'bypassDocumentValidation', 'let'];
const UPDATE_FIELDS = ['q', 'u', 'c', 'multi', 'upsert', 'arrayFilters', 'hint', 'collation'];
const DELETE_FIELDS = ['q', 'limit', 'hint', 'collation'];

function checkFields(raw: Doc, where: string, known: readonly string[], needed: readonly string[]): void {
  const unknown = Object.keys(raw).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new MongoError('UnknownField', `BSON field '${where}.${unknown}' is an unknown field.`);
  const missing = needed.find((key) => raw[key] === undefined);
  if (missing !== undefined)
    throw new MongoError('Location40414', `BSON field '${where}.${missing}' is missing but a required field`);
}

/** Reads one element of `deletes`. */
export function parseDelete(raw: Doc): Target & { all: boolean } {
  checkFields(raw, 'delete.deletes', DELETE_FIELDS, ['q', 'limit']);
  refuseCollation(raw.collation);
  const limit = toNumber(raw.limit);
  if (limit !== 0 && limit !== 1)
    throw new MongoError(
      'FailedToParse',
      `The limit field in delete objects must be 0 or 1. Got ${String(raw.limit)}`,
    );
  return { filter: docOption(raw.q, 'q'), hint: raw.hint, all: limit === 0 };
}

/** Reads one element of `updates`. */
export function parseUpdate(raw: Doc): UpdateStatement {
  refuseCollation(raw.collation);
  checkFields(raw, 'update.updates', UPDATE_FIELDS, ['q', 'u']);
  return {
    filter: docOption(raw.q, 'q'),
    update: raw.u,
    arrayFilters: (raw.arrayFilters as Doc[] | undefined) ?? [],
    multi: raw.multi === true,
    upsert: raw.upsert === true,
    hint: raw.hint,
    vars: docOption(raw.c, 'c'),
  };
}
