import {
  bothAnswer,
  commandOf,
  type Difference,
  nothingFound,
  onlyOurs,
  onlyTheirs,
  PARSING,
  refused,
  sameBy,
  sortedFields,
  stepsOf,
  uses,
  withoutEmpty,
  writes,
} from './reading.ts';

/** What the second engine (DocumentDB) does otherwise in updates and indexes; each lets one thing through. */
export const WRITING: Difference[] = [
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
    name: 'a failed update of many undoes what it did, or fails at another document',
    explains: (one) =>
      one.ours.error !== undefined && one.theirs.error !== undefined && uses(one, /"multi":true/),
  },
  {
    name: '$unset refuses a path that can not be',
    explains: (one) =>
      uses(one, /"\$unset"/) &&
      (onlyTheirs(one, 28, /array index|create the field/) ||
        onlyTheirs(one, 2, /create the field/) ||
        refused(one, 11000, [28])),
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
    name: '$min and $max with fields named by numbers',
    explains: (one) => bothAnswer(one) && uses(one, /"\$(min|max)":\{[^}]*\{[^}]*"\d+":/),
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
    name: 'an upsert takes $all with $elemMatch or expressions for a value',
    explains: (one) =>
      uses(one, /"\$all":\[.*"\$(elemMatch|regularExpression)"/) &&
      (/"\$(elemMatch|regularExpression)"/.test(one.theirs.parts.join()) ||
        (one.theirs.error === 1 && /matched twice/.test(one.theirs.message ?? '')) ||
        onlyTheirs(one, 28, /\$regularExpression/) ||
        onlyTheirs(one, 2, /has 'object' type/)),
  },
  {
    name: 'an upsert takes an expression in $in for a value',
    explains: (one) =>
      (bothAnswer(one) ||
        onlyTheirs(one, 1, /matched twice/) ||
        onlyTheirs(one, 28, /\{ "\$regularExpression"/)) &&
      uses(one, /"upsert":true/) &&
      uses(one, /"\$in":\[\{"\$regularExpression"/),
  },
  { name: '_id that can not be: number of the error', explains: (one) => refused(one, 53, [2]) },
  {
    name: '$min and $max with NaN',
    explains: (one) =>
      bothAnswer(one) && uses(one, /"\$(min|max)"/) && /"NaN"/.test(one.before.join() + commandOf(one)),
  },
  {
    name: 'of several faults another one is found first',
    explains: (one) => one.ours.error !== undefined && one.theirs.error !== undefined && stepsOf(one) > 1,
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
    explains: (one) =>
      (onlyTheirs(one, 66, /_id/) || refused(one, 11000, [66])) &&
      uses(one, /"\$(pull|pullAll|pop|unset|rename)":\{[^{}]*"_id"/),
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
    name: 'an array filter with null',
    explains: (one) => bothAnswer(one) && uses(one, /"arrayFilters":.*null/),
  },
  {
    name: 'the position that a clause of $or, or null, met',
    explains: (one) => onlyTheirs(one, 2, /positional operator/) && uses(one, /"\$or"|null/),
  },
  {
    name: '$rename from a path that can not be',
    explains: (one) => onlyOurs(one, 28, /Cannot create field/) && uses(one, /"\$rename"/),
  },
  {
    name: '$each of no array: number of the error',
    explains: (one) => refused(one, 14, [2], /\$each in \$addToSet/),
  },
  {
    name: 'an upsert pulls from what it has just taken over',
    explains: (one) => onlyTheirs(one, 2, /not (arrays|an array)/) && uses(one, /"upsert":true/),
  },
  {
    name: '$inc without a change',
    explains: (one) =>
      uses(one, /"\$inc"/) && sameBy(one, (part) => (part.startsWith('nModified') ? '' : part)),
  },
  {
    name: 'unique: a value that two arrays share',
    explains: (one) =>
      onlyOurs(one, 11000, /E11000/) && one.operation.kind === 'insert' && /:\[/.test(one.before.join()),
  },
  {
    name: '$pull of nothing makes a key',
    explains: (one) => onlyTheirs(one, 11000, /E11000/) && uses(one, /"\$(pull|pullAll|pop)"/),
  },
  {
    name: 'an operator gives _id another type',
    explains: (one) => onlyOurs(one, 66, /immutable/) && uses(one, /"\$(inc|set|min|max)":\{.*"_id"/),
  },
  { name: '$inc of a boolean', explains: (one) => onlyOurs(one, 14, /non-numeric type/) },
];
