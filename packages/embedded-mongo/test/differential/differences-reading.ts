import {
  asNumber,
  BROKEN,
  bothAnswer,
  commandOf,
  type Difference,
  onlyOurs,
  PARSING,
  sameBy,
  sortedFields,
  uses,
  withoutNulls,
} from './reading.ts';

/** What the second engine (DocumentDB) does otherwise in conditions, sorts and pipelines; each lets one thing through. */
export const READING: Difference[] = [
  {
    name: 'fails within',
    explains: ({ theirs }) => theirs.error !== undefined && BROKEN.test(theirs.message ?? ''),
  },
  {
    name: '$all without values',
    explains: (one) => uses(one, /"\$all":\[\]/),
  },
  {
    name: 'distinct by position',
    explains: (one) => one.operation.kind === 'distinct' && uses(one, /"key":"[\w.]+\.\d/),
  },
  {
    name: 'a clause is not checked',
    explains: (one) =>
      PARSING.has(one.ours.error ?? 0) &&
      one.theirs.error === undefined &&
      uses(one, /"\$(and|or|nor|elemMatch)"/),
  },
  {
    name: 'an empty array sorts as null',
    explains: (one) =>
      [...commandOf(one).matchAll(/"\$?sort":\{([^}]*)\}/g)]
        .flatMap(([, keys]) => keys!.match(/[a-z_]\w*/gi) ?? [])
        .some((name) => one.before.some((text) => text.includes(`"${name}":[]`))),
  },
  {
    name: 'missing beside MinKey and MaxKey',
    explains: (one) =>
      one.ours.error === undefined &&
      (uses(one, /"\$(minKey|maxKey)"|"\$expr"/) ||
        (uses(one, /"\$(cmp|gte?|lte?)"/) && /"\$(min|max)Key"/.test(one.before.join()))),
  },
  {
    name: 'patterns with the option x',
    explains: (one) => bothAnswer(one) && uses(one, /"options":"x"|"\$options":"x"/),
  },
  {
    name: '$count of nothing',
    explains: (one) =>
      uses(one, /"\$count":"n"/) && sameBy(one, (part) => part.replaceAll('{"n":{"$numberInt":"0"}}', '')),
  },
  {
    name: 'a missing key is a group of its own',
    explains: (one) => uses(one, /"\$group"/) && one.theirs.parts.some((part) => !part.startsWith('{"_id"')),
  },
  {
    name: '$addToSet of what is missing',
    explains: (one) =>
      uses(one, /"\$addToSet"/) && one.operation.kind === 'aggregate' && /null/.test(one.theirs.parts.join()),
  },
  {
    name: '$group: a missing part of the key is null',
    explains: (one) =>
      uses(one, /"\$group":\{"_id":[{[]/) &&
      (sameBy(one, withoutNulls) || /"_id":\{[^}]*null/.test(one.theirs.parts.join())),
  },
  {
    name: '$first and $last of what is missing',
    explains: (one) => uses(one, /"\$(first|last)"/) && sameBy(one, withoutNulls),
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
  {
    name: 'decimals are not added up',
    explains: (one) => onlyOurs(one, 115, /decimals/) || (one.ours.error === 115 && one.theirs.error === 241),
  },
  {
    name: 'a group does not keep the order of what comes',
    explains: (one) =>
      uses(one, /"\$group":.*"\$push"/) &&
      sameBy(one, (part) => sortedFields(withoutNulls(part).replace(/[[\]]/g, ','))),
  },
  {
    name: '$lookup by a regular expression',
    explains: (one) => uses(one, /"\$lookup"/) && /regularExpression/.test(one.before.join()),
  },
  {
    name: '$lookup of an empty list in a list',
    explains: (one) =>
      bothAnswer(one) && uses(one, /"localField":"\w+\.\d+"/) && /:\[+\[\]/.test(one.before.join()),
  },
  {
    name: 'a field is read after its $unset',
    explains: (one) => bothAnswer(one) && uses(one, /"\$unset":"(\w+)".*"\$\1[".]/),
  },
  {
    name: 'which of equal numbers a group is named by',
    explains: (one) => uses(one, /"\$group"/) && sameBy(one, asNumber),
  },
  {
    name: '$unset of a path in a pipeline empties what is no document',
    explains: (one) =>
      one.operation.kind === 'aggregate' &&
      bothAnswer(one) &&
      uses(one, /"\$unset":"\w+\.\w/) &&
      (uses(one, /"\$count"/) || /:\{\}|\[\{\}/.test(one.theirs.parts.join())),
  },
  {
    name: 'the order of what sorts alike',
    explains: (one) => bothAnswer(one) && uses(one, /"\$unwind".*"\$sort":\{"_id":-?1\}.*"\$(skip|limit)"/),
  },
];
