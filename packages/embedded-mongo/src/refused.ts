import { notSupported } from './errors.ts';

/**
 * The words of MongoDB that nothing here reaches, neither the product nor mongoose, the driver or better-auth by
 * themselves. They are refused by name, so that who needs one learns what to bring back.
 */
export const REFUSED = {
  'The aggregation stage': words(`
    bucket bucketAuto changeStream changeStreamSplitLargeEvent collStats currentOp densify documents facet fill geoNear
    graphLookup indexStats listLocalSessions listSampledQueries listSearchIndexes listSessions merge out planCacheStats
    redact sample search searchMeta setWindowFields shardedDataDistribution sortByCount unionWith vectorSearch`),
  'The expression': words(`
    abs accumulator acos acosh allElementsTrue arrayToObject asin asinh atan atan2 atanh avg binarySize bitAnd bitNot
    bitOr bitXor ceil concat concatArrays convert cos cosh dateAdd dateDiff dateFromParts dateFromString dateSubtract
    dateToParts dateToString dateTrunc dayOfMonth dayOfWeek dayOfYear degreesToRadians divide exp filter first firstN
    floor function getField hour indexOfArray indexOfBytes indexOfCP isNumber isoDayOfWeek isoWeek isoWeekYear last lastN
    ln log log10 ltrim max maxN median mergeObjects meta millisecond min minN minute month objectToArray percentile pow
    radiansToDegrees rand range reduce regexFind regexFindAll regexMatch replaceAll replaceOne reverseArray round rtrim
    sampleRate second setDifference setEquals setField setIntersection setIsSubset setUnion sin sinh slice sortArray
    split sqrt stdDevPop stdDevSamp strLenBytes strLenCP strcasecmp substr substrBytes substrCP sum tan tanh toBool
    toDate toDecimal toDouble toHashedIndexKey toInt toLong toLower toObjectId toString toUpper trim trunc tsIncrement
    tsSecond unsetField week year zip`),
  'The accumulator': words(`
    accumulator bottom bottomN firstN lastN maxN median mergeObjects minN percentile stdDevPop stdDevSamp top topN`),
  'The operator': words(`
    bitsAllClear bitsAllSet bitsAnyClear bitsAnySet geoIntersects geoWithin jsonSchema near nearSphere text where within`),
  'The update operator': words('bit currentDate mul'),
} as const;

function words(list: string): ReadonlySet<string> {
  return new Set(
    list
      .trim()
      .split(/\s+/)
      .map((word) => `$${word}`),
  );
}

/** Throws where a word is one of those that are refused; what MongoDB has no such word for is the caller's to say. */
export function refuse(kind: keyof typeof REFUSED, name: string): void {
  if (REFUSED[kind].has(name)) throw notSupported(`${kind} ${name}`);
}
