import { Long } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Case, DATE, dec, double, ID, int, long, openExpressions, plain } from './expressions.ts';

let expressions: Awaited<ReturnType<typeof openExpressions>>;
beforeAll(async () => {
  expressions = await openExpressions();
});
afterAll(() => expressions.close());

const VALUES: Case[] = [
  // Text.
  ['$concat', { $concat: ['a', '$text'] }, 'aGrüße, 世界'],
  ['$concat with null', { $concat: ['a', '$nil'] }, null],
  ['$toUpper', { $toUpper: 'straße' }, 'STRAßE'],
  ['$toLower of null', { $toLower: '$nil' }, ''],
  ['$strLenCP', { $strLenCP: '$text' }, int(9)],
  ['$strLenBytes', { $strLenBytes: '$text' }, int(15)],
  ['$substrCP', { $substrCP: ['$text', 7, 2] }, '世界'],
  ['$substrBytes', { $substrBytes: ['hello', 1, 3] }, 'ell'],
  ['$indexOfCP', { $indexOfCP: ['$text', '界'] }, int(8)],
  ['$indexOfBytes', { $indexOfBytes: ['hello', 'l', 3] }, int(3)],
  ['$split', { $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
  ['$trim', { $trim: { input: '  a ' } }, 'a'],
  ['$ltrim of chars', { $ltrim: { input: 'xxaxx', chars: 'x' } }, 'axx'],
  ['$replaceAll', { $replaceAll: { input: 'a.b.c', find: '.', replacement: '#' } }, 'a#b#c'],
  ['$regexMatch', { $regexMatch: { input: 'Hello', regex: '^h', options: 'i' } }, true],
  [
    '$regexFindAll',
    { $regexFindAll: { input: 'a1b22', regex: /[a-z](\d+)/ } },
    [
      { match: 'a1', idx: int(0), captures: ['1'] },
      { match: 'b22', idx: int(2), captures: ['22'] },
    ],
  ],
  ['$strcasecmp', { $strcasecmp: ['abc', 'ABD'] }, int(-1)],
  // Conversion.
  ['$toInt of a double', { $toInt: 2.9 }, int(2)],
  ['$toInt of text', { $toInt: '-12' }, int(-12)],
  ['$toInt of true', { $toInt: '$yes' }, int(1)],
  ['$toLong', { $toLong: '$int' }, long('7')],
  ['$toLong of a date', { $toLong: '$date' }, Long.fromNumber(DATE.getTime())],
  ['$toDouble of an int', { $toDouble: '$int' }, double(7)],
  ['$toDouble of text', { $toDouble: '2' }, double(2)],
  ['$toDecimal of an int', { $toDecimal: '$int' }, dec('7')],
  ['$toDecimal of text', { $toDecimal: '1.50' }, dec('1.50')],
  ['$toBool of text', { $toBool: 'false' }, true],
  ['$toBool of 0.0', { $toBool: double(0) }, false],
  ['$toString of a double', { $toString: '$dbl' }, '2.5'],
  ['$toString of a whole double', { $toString: '$whole' }, '3'],
  ['$toString of a long', { $toString: '$big' }, '9007199254740993'],
  ['$toString of a decimal', { $toString: '$dec' }, '1.10'],
  ['$toString of a date', { $toString: '$date' }, '2024-02-29T13:45:56.789Z'],
  ['$toString of an id', { $toString: '$id' }, ID.toHexString()],
  ['$toObjectId', { $toObjectId: ID.toHexString() }, ID],
  ['$toDate of a long', { $toDate: long('1000') }, new Date(1000)],
  ['$toDate of text', { $toDate: '2024-02-29' }, new Date('2024-02-29')],
  ['$toDate of an id', { $toDate: '$id' }, ID.getTimestamp()],
  ['$convert with onError', { $convert: { input: 'x', to: 'int', onError: 'no' } }, 'no'],
  ['$convert with onNull', { $convert: { input: '$none', to: 'int', onNull: 0 } }, int(0)],
  ['$convert to a type number', { $convert: { input: '5', to: 18 } }, long('5')],
  [
    '$type',
    ['$int', '$long', '$dbl', '$dec', '$list', '$nil'].map(($type) => ({ $type })),
    ['int', 'long', 'double', 'decimal', 'array', 'null'],
  ],
  ['$type of missing', { $type: '$none' }, 'missing'],
  ['$isNumber', { $isNumber: '$dec' }, true],
  // Dates.
  ['$year', { $year: '$date' }, int(2024)],
  ['$month in a zone', { $month: { date: '$date', timezone: 'Asia/Shanghai' } }, int(2)],
  ['$hour in a zone', { $hour: { date: '$date', timezone: '+08:00' } }, int(21)],
  ['$dayOfWeek', { $dayOfWeek: '$date' }, int(5)],
  ['$dayOfYear', { $dayOfYear: '$date' }, int(60)],
  ['$week', { $week: '$date' }, int(8)],
  ['$isoWeek', { $isoWeek: '$date' }, int(9)],
  ['$isoWeekYear is a long', { $isoWeekYear: new Date('2021-01-01') }, long('2020')],
  ['$millisecond', { $millisecond: '$date' }, int(789)],
  ['$dateToString', { $dateToString: { date: '$date' } }, '2024-02-29T13:45:56.789Z'],
  [
    '$dateToString with a format',
    {
      $dateToString: { date: '$date', format: '%Y/%m/%d %H:%M:%S.%L %j %u %V %z', timezone: 'Asia/Shanghai' },
    },
    '2024/02/29 21:45:56.789 060 4 09 +0800',
  ],
  ['$dateToString of null', { $dateToString: { date: '$nil', onNull: '-' } }, '-'],
  [
    '$dateFromString',
    { $dateFromString: { dateString: '2024-02-29T10:00:00', timezone: 'Asia/Shanghai' } },
    new Date('2024-02-29T02:00:00Z'),
  ],
  [
    '$dateFromString with a format',
    { $dateFromString: { dateString: '29.02.2024', format: '%d.%m.%Y' } },
    new Date('2024-02-29'),
  ],
  ['$dateFromString with onError', { $dateFromString: { dateString: 'x', onError: 'bad' } }, 'bad'],
  [
    '$dateAdd of a month',
    { $dateAdd: { startDate: new Date('2024-01-31'), unit: 'month', amount: 1 } },
    new Date('2024-02-29'),
  ],
  [
    '$dateSubtract',
    { $dateSubtract: { startDate: '$date', unit: 'day', amount: 29 } },
    new Date('2024-01-31T13:45:56.789Z'),
  ],
  [
    '$dateAdd over a change of clocks',
    {
      $dateAdd: {
        startDate: new Date('2024-03-09T17:00:00Z'),
        unit: 'day',
        amount: 1,
        timezone: 'America/New_York',
      },
    },
    new Date('2024-03-10T16:00:00Z'),
  ],
  [
    '$dateDiff is a long',
    { $dateDiff: { startDate: new Date('2024-01-31'), endDate: '$date', unit: 'month' } },
    long('1'),
  ],
  [
    '$dateDiff of weeks',
    {
      $dateDiff: {
        startDate: new Date('2024-02-24'),
        endDate: new Date('2024-02-26'),
        unit: 'week',
        startOfWeek: 'monday',
      },
    },
    long('1'),
  ],
  [
    '$dateTrunc',
    { $dateTrunc: { date: '$date', unit: 'day', timezone: '+08:00' } },
    new Date('2024-02-28T16:00:00Z'),
  ],
  [
    '$dateTrunc to weeks',
    { $dateTrunc: { date: '$date', unit: 'week', startOfWeek: 'monday' } },
    new Date('2024-02-26'),
  ],
  [
    '$dateTrunc to quarters of hours',
    { $dateTrunc: { date: '$date', unit: 'minute', binSize: 15 } },
    new Date('2024-02-29T13:45:00Z'),
  ],
  [
    '$dateToParts',
    { $dateToParts: { date: '$date', timezone: '+08' } },
    {
      year: int(2024),
      month: int(2),
      day: int(29),
      hour: int(21),
      minute: int(45),
      second: int(56),
      millisecond: int(789),
    },
  ],
  ['$dateFromParts carries', { $dateFromParts: { year: 2023, month: 14, day: 1 } }, new Date('2024-02-01')],
  ['$tsSecond', { $tsSecond: '$stamp' }, long('100')],
];

test.each(VALUES)('%s', async (_name, expr, expected) => {
  expect(plain(await expressions.evaluate(expr))).toBe(plain(expected));
});
