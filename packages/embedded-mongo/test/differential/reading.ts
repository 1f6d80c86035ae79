import { EJSON } from 'bson';
import type { Case } from './run.ts';

/** A known difference: what it is, and the cases that it explains. DIFFERENCES.md says who is right in each. */
export interface Difference {
  name: string;
  explains: (one: Case) => boolean;
}

export const commandOf = ({ operation }: Case) =>
  EJSON.stringify(new Map(operation.command), { relaxed: true });
export const uses = (one: Case, what: RegExp) => what.test(commandOf(one));
export const writes = ({ operation }: Case) => /^(update|findAndModify)$/.test(operation.kind);
/** Both refuse: the numbers and what this server says. */
export const refused = (one: Case, ours: number, theirs: readonly number[], saying = /^/) =>
  one.ours.error === ours && theirs.includes(one.theirs.error ?? 0) && saying.test(one.ours.message ?? '');
export const onlyOurs = (one: Case, error: number, saying = /^/) =>
  one.ours.error === error && one.theirs.error === undefined && saying.test(one.ours.message ?? '');
export const onlyTheirs = (one: Case, error: number, saying: RegExp) =>
  one.ours.error === undefined && one.theirs.error === error && saying.test(one.theirs.message ?? '');
export const bothAnswer = ({ ours, theirs }: Case) => ours.error === undefined && theirs.error === undefined;
export const readAll = (parts: readonly string[], read: (part: string) => string) =>
  parts
    .map(read)
    .filter((part) => part !== '')
    .sort()
    .join();
/** The answers are the same once both are read in another way. */
export const sameBy = (one: Case, read: (part: string) => string) =>
  bothAnswer(one) && readAll(one.ours.parts, read) === readAll(one.theirs.parts, read);

export const sortedFields = (part: string) =>
  part
    .split(/[{},]+/)
    .sort()
    .join();
export const withoutEmpty = (part: string): string => {
  if (part.startsWith('nModified')) return '';
  const next = part
    .replace(/,?"\w+":\{\}/g, '')
    .replaceAll('{,', '{')
    .replace(/\[null(,null)*\]/g, '[]')
    .replace(/(,null)+\]/g, ']')
    .replace(/\[(null,)+\{\}\]/g, '[]')
    .replaceAll('[{}]', '[]');
  return next === part ? sortedFields(part) : withoutEmpty(next);
};
export const withoutNulls = (part: string) => part.replace(/,?"\w+":null/g, '').replaceAll('{,', '{');
export const asNumber = (part: string) =>
  part.replace(/\{"\$number\w+":"([^"]*)"\}/g, (_all, n: string) => String(Number(n)));
export const nothingFound = ({ theirs }: Case) =>
  theirs.parts.some((part) =>
    /^(n \{"\$numberInt":"0"\}|lastErrorObject \{"n":\{"\$numberInt":"0"\})/.test(part),
  );

/** How many places an update changes. */
export function stepsOf({ operation }: Case): number {
  const fields = new Map(operation.command);
  const [update] = (fields.get('updates') ?? []) as Map<string, unknown>[];
  const change = update?.get('u') ?? fields.get('update');
  return change instanceof Map
    ? [...change.values()].reduce((n, one) => n + (one instanceof Map ? one.size : 1), 0)
    : 0;
}

export const PARSING = new Set([2, 9, 14, 40, 52, 53, 54, 55, 56, 224]);
export const BROKEN =
  /Unrecognized BSON|invalid bson type|unsupported|not supported|Expected Numeric, document or UTF8|Attempt to convert/i;
