import { EJSON } from 'bson';
import type { Case } from './run.ts';

/** A known difference: what it is, and the cases that it explains. DIFFERENCES.md says who is right in each. */
interface Difference {
  name: string;
  explains: (one: Case) => boolean;
}

const commandOf = ({ operation }: Case) => EJSON.stringify(new Map(operation.command), { relaxed: true });
const uses = (one: Case, what: RegExp) => what.test(commandOf(one));
const writes = ({ operation }: Case) => /^(update|findAndModify)$/.test(operation.kind);
/** Both refuse: the numbers and what this server says. */
const refused = (one: Case, ours: number, theirs: readonly number[], saying = /^/) =>
  one.ours.error === ours && theirs.includes(one.theirs.error ?? 0) && saying.test(one.ours.message ?? '');
const onlyOurs = (one: Case, error: number, saying = /^/) =>
  one.ours.error === error && one.theirs.error === undefined && saying.test(one.ours.message ?? '');
const onlyTheirs = (one: Case, error: number, saying: RegExp) =>
  one.ours.error === undefined && one.theirs.error === error && saying.test(one.theirs.message ?? '');
const bothAnswer = ({ ours, theirs }: Case) => ours.error === undefined && theirs.error === undefined;
const readAll = (parts: readonly string[], read: (part: string) => string) =>
  parts
    .map(read)
    .filter((part) => part !== '')
    .sort()
    .join();
/** The answers are the same once both are read in another way. */
const sameBy = (one: Case, read: (part: string) => string) =>
  bothAnswer(one) && readAll(one.ours.parts, read) === readAll(one.theirs.parts, read);

const sortedFields = (part: string) =>
  part
    .split(/[{},]+/)
    .sort()
    .join();
const withoutEmpty = (part: string): string => {
  if (part.startsWith('nModified')) return '';
  const next = part
    .replace(/,?"\w+":\{\}/g, '')
    .replaceAll('{,', '{')
    .replace(/\[null(,null)*\]/g, '[]')
    .replace(/(,null)+\]/g, ']')
    .replaceAll('[{}]', '[]');
  return next === part ? sortedFields(part) : withoutEmpty(next);
};
const withoutNulls = (part: string) => part.replace(/,?"\w+":null/g, '').replaceAll('{,', '{');
const asNumber = (part: string) =>
  part.replace(/\{"\$number\w+":"([^"]*)"\}/g, (_all, n: string) => String(Number(n)));
const nothingFound = ({ theirs }: Case) =>
  theirs.parts.some((part) =>
    /^(n \{"\$numberInt":"0"\}|lastErrorObject \{"n":\{"\$numberInt":"0"\})/.test(part),
  );

/** How many places an update changes. */
function stepsOf({ operation }: Case): number {
  const fields = new Map(operation.command);
  const [update] = (fields.get('updates') ?? []) as Map<string, unknown>[];
  const change = update?.get('u') ?? fields.get('update');
  return change instanceof Map
    ? [...change.values()].reduce((n, one) => n + (one instanceof Map ? one.size : 1), 0)
    : 0;
}

const PARSING = new Set([2, 9, 14, 40, 52, 53, 54, 55, 56, 224]);
const BROKEN =
  /Unrecognized BSON|invalid bson type|unsupported|not supported|Expected Numeric, document or UTF8|Attempt to convert/i;

/** What the second engine (DocumentDB) does otherwise; each lets one thing through. */
const DIFFERENCES: Difference[] = [
  {
    name: 'fails within',
    explains: ({ theirs }) => theirs.error !== undefined && BROKEN.test(theirs.message ?? ''),
  },
  {
    name: 'duplicate key without keyPattern and keyValue',
    explains: (one) => refused(one, 11000, [11000]) && !one.theirs.parts[0]?.startsWith('{"keyPattern"'),
  },
  { name: 'parallel arrays are indexed', explains: (one) => one.ours.error === 171 },
  {
    name: 'missing is no value to a unique index',
    explains: (one) => onlyOurs(one, 11000, /: (null|\{ {2}\})/),
  },
  {
    name: 'an update that meets nothing is not checked',
    explains: (one) =>
      writes(one) && PARSING.has(one.ours.error ?? 0) && one.theirs.error === undefined && nothingFound(one),
  },
  {
    name: 'array update of no array',
    explains: (one) => refused(one, 2, [1, 9, 14, 28, 40, 66, 11000], /array updates|positional operator/),
  },
  {
    name: 'array update of no array is passed over',
    explains: (one) => onlyOurs(one, 2, /array updates|positional operator/),
  },
  { name: 'upsert: number of the error', explains: (one) => refused(one, 54, [1]) || refused(one, 224, [1]) },
  {
    name: 'path that can not be: number of the error',
    explains: (one) => refused(one, 28, [1, 2, 9, 40], /Cannot create field/),
  },
  {
    name: '$pop of no array: number of the error',
    explains: (one) => refused(one, 14, [2, 28], /non-array/),
  },
  { name: 'empty name: number of the error', explains: (one) => refused(one, 56, [2]) },
  {
    name: '$rename: number of the error',
    explains: (one) => refused(one, 2, [9, 28, 40], /\$rename|destination field/),
  },
  { name: 'array filters: number of the error', explains: (one) => refused(one, 2, [9], /array filter/) },
  {
    name: 'a step below _id conflicts',
    explains: (one) => one.theirs.error === 40 && uses(one, /"_id\.x"/),
  },
  {
    name: 'a positional step conflicts though nothing is met',
    explains: (one) => onlyTheirs(one, 40, /conflict/) && uses(one, /\.\$/),
  },
  {
    name: 'a failed update of many undoes what it did',
    explains: (one) =>
      one.ours.error === one.theirs.error && one.ours.error !== undefined && uses(one, /"multi":true/),
  },
  {
    name: '$unset refuses a path that can not be',
    explains: (one) =>
      uses(one, /"\$unset"/) &&
      (onlyTheirs(one, 28, /array index|create the field/) || onlyTheirs(one, 2, /create the field/)),
  },
  {
    name: 'array filters of $setOnInsert only',
    explains: (one) => onlyTheirs(one, 9, /filter array/) && uses(one, /"\$setOnInsert"/),
  },
  {
    name: 'order of new fields',
    explains: (one) => (writes(one) || one.operation.kind === 'aggregate') && sameBy(one, sortedFields),
  },
  {
    name: 'order of fields named by numbers',
    explains: (one) => one.operation.kind === 'insert' && uses(one, /"\d+":/) && sameBy(one, sortedFields),
  },
  {
    name: '$pop, $pull, $rename make the way to what is missing',
    explains: (one) => uses(one, /"\$(pop|pull|pullAll|rename|unset)"/) && sameBy(one, withoutEmpty),
  },
  {
    name: 'findAndModify without a change says that nothing was met',
    explains: (one) =>
      one.operation.kind === 'findAndModify' &&
      bothAnswer(one) &&
      /"updatedExisting":true/.test(one.ours.parts.join()) &&
      /"updatedExisting":false/.test(one.theirs.parts.join()) &&
      one.ours.parts.slice(2).join() === one.theirs.parts.slice(2).join(),
  },
  {
    name: '$mul of nothing by NaN, infinity or a decimal',
    explains: (one) =>
      uses(one, /"\$mul"/) &&
      sameBy(one, (part) =>
        withoutEmpty(part.replace(/\{"\$number\w+":"(NaN|-?0[.0]*(E[-+]\d+)?)"\}/g, '0')),
      ),
  },
  {
    name: '$all without values',
    explains: (one) => uses(one, /"\$all":\[\]/),
  },
  {
    name: 'an upsert takes $all with $elemMatch or expressions for a value',
    explains: (one) =>
      uses(one, /"\$all":\[.*"\$(elemMatch|regularExpression)"/) &&
      (/"\$(elemMatch|regularExpression)"/.test(one.theirs.parts.join()) ||
        (one.theirs.error === 1 && /matched twice/.test(one.theirs.message ?? ''))),
  },
  {
    name: 'an upsert takes an expression in $in for a value',
    explains: (one) =>
      bothAnswer(one) && uses(one, /"upsert":true/) && uses(one, /"\$in":\[\{"\$regularExpression"/),
  },
  { name: '_id that can not be: number of the error', explains: (one) => refused(one, 53, [2]) },
  {
    name: 'distinct by position',
    explains: (one) => one.operation.kind === 'distinct' && uses(one, /"key":"[\w.]+\.\d/),
  },
  {
    name: '$min and $max with NaN',
    explains: (one) => bothAnswer(one) && uses(one, /"\$(min|max)".*"NaN"/),
  },
  {
    name: 'of several faults another one is found first',
    explains: (one) => one.ours.error !== undefined && one.theirs.error !== undefined && stepsOf(one) > 1,
  },
  {
    name: 'a clause is not checked',
    explains: (one) =>
      PARSING.has(one.ours.error ?? 0) &&
      one.theirs.error === undefined &&
      uses(one, /"\$(and|or|nor|elemMatch)"/),
  },
  {
    name: '$rename of nothing is checked',
    explains: (one) =>
      uses(one, /"\$rename"/) &&
      (onlyTheirs(one, 9, /destination field/) ||
        onlyTheirs(one, 28, /array index/) ||
        onlyTheirs(one, 2, /array element/)),
  },
  {
    name: 'a missing _id may not be pulled from',
    explains: (one) => onlyTheirs(one, 66, /_id/) && uses(one, /"\$(pull|pullAll|pop|unset|rename)":\{"_id"/),
  },
  {
    name: '$push of no values makes no array',
    explains: (one) => bothAnswer(one) && uses(one, /"\$(push|addToSet)".*("\$each":\[\]|"\$slice":0)/),
  },
  {
    name: 'unique: keys of many documents at once',
    explains: (one) => onlyTheirs(one, 11000, /exclusion constraint/),
  },
  {
    name: 'unique: a position in an array counts as missing too',
    explains: (one) => onlyTheirs(one, 11000, /E11000/) && /"\w+\.\d":/.test(one.indexes.join()),
  },
  {
    name: 'findAndModify: an empty array sorts as null',
    explains: (one) =>
      one.operation.kind === 'findAndModify' &&
      bothAnswer(one) &&
      one.before.some((text) => text.includes(':[]')),
  },
  {
    name: 'missing beside MinKey and MaxKey',
    explains: (one) => one.ours.error === undefined && uses(one, /"\$(minKey|maxKey)"|"\$expr"/),
  },
  {
    name: 'an array filter with null',
    explains: (one) => bothAnswer(one) && uses(one, /"arrayFilters":.*null/),
  },
  {
    name: 'bits of a decimal with a fraction',
    explains: (one) =>
      bothAnswer(one) && uses(one, /"\$bits/) && one.before.some((text) => text.includes('numberDecimal')),
  },
  {
    name: 'patterns with the option x',
    explains: (one) => bothAnswer(one) && uses(one, /"options":"x"|"\$options":"x"/),
  },
  {
    name: 'the position that a clause of $or met',
    explains: (one) => onlyTheirs(one, 2, /positional operator/) && uses(one, /"\$or"/),
  },
  {
    name: '$rename from a path that can not be',
    explains: (one) => onlyOurs(one, 28, /Cannot create field/) && uses(one, /"\$rename"/),
  },
  {
    name: '$count of nothing',
    explains: (one) =>
      uses(one, /"\$count":"n"/) && sameBy(one, (part) => part.replaceAll('{"n":{"$numberInt":"0"}}', '')),
  },
  {
    name: 'a missing key is a group of its own',
    explains: (one) =>
      uses(one, /"\$(group|sortByCount)"/) && one.theirs.parts.some((part) => !part.startsWith('{"_id"')),
  },
  {
    name: '$addToSet of what is missing',
    explains: (one) =>
      uses(one, /"\$addToSet"/) && one.operation.kind === 'aggregate' && /null/.test(one.theirs.parts.join()),
  },
  {
    name: '$group: a missing part of the key is null',
    explains: (one) => uses(one, /"\$group":\{"_id":[{[]/) && sameBy(one, withoutNulls),
  },
  {
    name: '$first and $last of what is missing',
    explains: (one) => uses(one, /"\$(first|last)"/) && sameBy(one, withoutNulls),
  },
  {
    name: '$each of no array: number of the error',
    explains: (one) => refused(one, 14, [2], /\$each in \$addToSet/),
  },
  {
    name: 'an upsert pulls from what it has just taken over',
    explains: (one) => onlyTheirs(one, 2, /not arrays/) && uses(one, /"upsert":true/),
  },
  {
    name: '$inc and $mul without a change',
    explains: (one) =>
      uses(one, /"\$(inc|mul)"/) && sameBy(one, (part) => (part.startsWith('nModified') ? '' : part)),
  },
  { name: '$type 0', explains: (one) => onlyOurs(one, 2, /type code: 0/) },
  {
    name: 'distinct: which of equal numbers',
    explains: (one) => one.operation.kind === 'distinct' && sameBy({ ...one }, asNumber),
  },
  {
    name: 'truth of numbers in $expr',
    explains: (one) => bothAnswer(one) && uses(one, /"\$expr":("\$a"|\{"\$and")/),
  },
  { name: '$inc of a boolean', explains: (one) => onlyOurs(one, 14, /non-numeric type/) },
];

/** The known difference that a case is, if it is one. */
export const explanation = (one: Case): string | undefined =>
  DIFFERENCES.find(({ explains }) => explains(one))?.name;
