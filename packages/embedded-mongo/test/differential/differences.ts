import type { Case } from './run.ts';
import { CLOSED } from './run.ts';

/** A known difference: what it is, and the cases that it explains. DIFFERENCES.md says who is right in each. */
export interface Difference {
  name: string;
  explains: (one: Case) => boolean;
}

const textOf = (one: Case) =>
  JSON.stringify([...one.operation.command], (_key, value) =>
    value instanceof Map ? Object.fromEntries(value) : value,
  );
const updates = (one: Case) => /^(update|findAndModify)$/.test(one.operation.kind);
const nothingDone = (one: Case) =>
  one.theirs.error === undefined &&
  one.theirs.parts.some(
    (part) => part === 'n {"$numberInt":"0"}' || /^lastErrorObject \{"n":\{"\$numberInt":"0"\}/.test(part),
  );
const bothErr = (one: Case, ours: number, theirs: number, message = /^/) =>
  one.ours.error === ours && one.theirs.error === theirs && message.test(one.ours.message ?? '');

/** The same with the fields of every document sorted. */
const sortedFields = (parts: readonly string[]) =>
  parts.map((part) =>
    part
      .split(/[{},]+/)
      .sort()
      .join(),
  );

/** Of other engines: each names the one thing that it lets through. */
export const DIFFERENCES: Difference[] = [
  {
    name: 'the other hangs up',
    explains: (one) => one.theirs.error === CLOSED,
  },
  {
    name: 'a duplicate key error without keyPattern and keyValue',
    explains: (one) =>
      one.ours.error === 11000 &&
      one.theirs.error === 11000 &&
      one.theirs.parts.every((part) => !part.startsWith('{"keyPattern"')),
  },
  {
    name: 'parallel arrays in a compound index',
    explains: (one) => one.ours.error === 171,
  },
  {
    name: 'a missing field is null to a unique index',
    explains: (one) =>
      one.ours.error === 11000 && one.theirs.error === undefined && /: null/.test(one.ours.message ?? ''),
  },
  {
    name: 'an update is checked although nothing matches',
    explains: (one) => updates(one) && one.ours.error !== undefined && nothingDone(one),
  },
];

/** The known difference that a case is, if it is one. */
export const explanation = (one: Case): string | undefined =>
  DIFFERENCES.find(({ explains }) => explains(one))?.name;
export { bothErr, sortedFields, textOf };
