import { ObjectId, type Timestamp } from 'bson';
import { MongoError } from '../../errors.ts';
import { typeName } from '../../query/types.ts';
import { bsonType, type Doc, isPlain } from '../../values/bson.ts';
import { type Compiled, compile, fold, namedArguments, type Scope, truthy } from '../expression.ts';
import { asDouble, kindOf, long } from '../numbers.ts';
import {
  civil,
  dayOfYear,
  formatDate,
  fromIsoWeek,
  fromLocal,
  isoWeek,
  parseDate,
  parseWithFormat,
  toLocal,
  UTC,
  weekOfYear,
  type Zone,
  zoneOf,
} from './date-text.ts';
import { addUnits, truncate, unitOf, unitsBetween } from './date-units.ts';
import type { Form } from './logic.ts';
import { asText, check, isNullish } from './operator.ts';

type Parts = Record<string, Compiled | undefined>;

/** The milliseconds of what MongoDB takes for a date. */
function moment(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (value instanceof ObjectId) return value.getTimestamp().getTime();
  if (bsonType(value) === 'Timestamp') return (value as Timestamp).getHighBitsUnsigned() * 1000;
  throw new MongoError('Location16006', `can't convert from BSON type ${typeName(value)} to Date`);
}

/** The zone of an evaluated `timezone`; undefined where it is null. */
function zoneFrom(value: unknown): Zone | undefined {
  if (isNullish(value)) return undefined;
  return zoneOf(asText('timezone must evaluate to a string;', 'Location40517', value));
}

const arguments_ = (
  name: string,
  operand: unknown,
  scope: Scope,
  required: string[],
  optional: string[],
): Parts => {
  const out: Parts = namedArguments(name, operand, scope, required, optional);
  // A null that is written out counts as given.
  for (const key of optional)
    if (isPlain(operand) && key in operand) out[key] ??= compile(operand[key], scope);
  return out;
};

/** An operator with named arguments that is null where any of them is, unless `keep` names it. */
const named =
  (
    name: string,
    required: string[],
    optional: string[],
    run: (values: Doc) => unknown,
    keep: string[] = [],
  ): Form =>
  (operand, scope) => {
    const parts = Object.entries(arguments_(name, operand, scope, required, optional)) as [
      string,
      Compiled,
    ][];
    return fold(
      (root, env) => {
        const values: Doc = {};
        for (const [key, part] of parts) {
          const value = part(root, env);
          if (isNullish(value) && !keep.includes(key)) return null;
          values[key] = value;
        }
        return run(values);
      },
      parts.map(([, part]) => part),
    );
  };

/** A part of a date, of a bare date or of `{ date, timezone }`. */
const part = (name: string, read: (local: number) => unknown): Form => {
  const whole = named(name, ['date'], ['timezone'], ({ date, timezone }) =>
    read(toLocal(moment(date), zoneFrom(timezone) ?? UTC)),
  );
  return (operand, scope) => {
    const bare = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
    if (Array.isArray(bare))
      throw new MongoError(
        'Location40536',
        `${name} accepts exactly one argument if given an array, but was given ${bare.length}`,
      );
    const given = isPlain(bare) && !Object.keys(bare)[0]?.startsWith('$');
    return whole(given ? bare : { date: bare }, scope);
  };
};

function whole(
  name: string,
  value: unknown,
  code: 'Location5166405' | 'Location40515' | 'Location5439017',
): number {
  const n = kindOf(value) ? asDouble(value) : Number.NaN;
  check(
    Number.isInteger(n),
    code,
    () => `${name} must evaluate to an integer, found ${typeName(value)} with value ${String(value)}`,
  );
  return n;
}

const shift = (name: string, sign: 1 | -1) =>
  named(name, ['startDate', 'unit', 'amount'], ['timezone'], ({ startDate, unit, amount, timezone }) => {
    const n = whole(`${name} expects integer amount of time units;`, amount, 'Location5166405');
    const next = addUnits(moment(startDate), unitOf(name, unit), sign * n, zoneFrom(timezone) ?? UTC);
    check(Math.abs(next) <= 8.64e15, 'Location5166406', () => `${name} overflowed`);
    return new Date(next);
  });

const difference = ({ startDate, endDate, unit, timezone, startOfWeek }: Doc): unknown => {
  const zone = zoneFrom(timezone) ?? UTC;
  const name = unitOf('$dateDiff', unit);
  return long(BigInt(unitsBetween(moment(startDate), moment(endDate), name, zone, startOfWeek)));
};

function toParts({ date, timezone, iso8601 }: Doc): Doc {
  const local = toLocal(moment(date), zoneFrom(timezone) ?? UTC);
  const at = new Date(local);
  const time = {
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    millisecond: at.getUTCMilliseconds(),
  };
  if (truthy(iso8601)) {
    const { year, week, day } = isoWeek(local);
    return { isoWeekYear: year, isoWeek: week, isoDayOfWeek: day, ...time };
  }
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), ...time };
}

function fromParts(values: Doc): Date {
  const n = (key: string, other: number) =>
    values[key] === undefined ? other : whole(`'${key}'`, values[key], 'Location40515');
  const time = [n('hour', 0), n('minute', 0), n('second', 0), n('millisecond', 0)] as const;
  const iso = values.isoWeekYear !== undefined;
  check(
    iso || values.year !== undefined,
    'Location40516',
    () => "$dateFromParts requires either 'year' or 'isoWeekYear' to be present",
  );
  check(
    !iso || (values.year ?? values.month ?? values.day) === undefined,
    'Location40489',
    () => '$dateFromParts does not allow mixing natural dates with ISO dates',
  );
  const year = n(iso ? 'isoWeekYear' : 'year', 1970);
  check(
    year >= 1 && year <= 9999,
    'Location40523',
    () => `'year' must evaluate to an integer in the range 1 to 9999, found ${year}`,
  );
  const local = iso
    ? fromIsoWeek(year, n('isoWeek', 1), n('isoDayOfWeek', 1), ...time)
    : civil(year, n('month', 1), n('day', 1), ...time);
  return new Date(fromLocal(local, zoneFrom(values.timezone) ?? UTC));
}

const otherwise = (parts: Parts, key: string): Compiled => parts[key] ?? (() => null);

export const DATE_FORMS: Record<string, Form> = {
  $year: part('$year', (local) => new Date(local).getUTCFullYear()),
  $month: part('$month', (local) => new Date(local).getUTCMonth() + 1),
  $dayOfMonth: part('$dayOfMonth', (local) => new Date(local).getUTCDate()),
  $hour: part('$hour', (local) => new Date(local).getUTCHours()),
  $minute: part('$minute', (local) => new Date(local).getUTCMinutes()),
  $second: part('$second', (local) => new Date(local).getUTCSeconds()),
  $millisecond: part('$millisecond', (local) => new Date(local).getUTCMilliseconds()),
  $dayOfYear: part('$dayOfYear', dayOfYear),
  $dayOfWeek: part('$dayOfWeek', (local) => new Date(local).getUTCDay() + 1),
  $week: part('$week', weekOfYear),
  $isoWeek: part('$isoWeek', (local) => isoWeek(local).week),
  $isoDayOfWeek: part('$isoDayOfWeek', (local) => isoWeek(local).day),
  $isoWeekYear: part('$isoWeekYear', (local) => long(BigInt(isoWeek(local).year))),
  $dateAdd: shift('$dateAdd', 1),
  $dateSubtract: shift('$dateSubtract', -1),
  $dateDiff: named('$dateDiff', ['startDate', 'endDate', 'unit'], ['timezone', 'startOfWeek'], difference),
  $dateTrunc: named(
    '$dateTrunc',
    ['date', 'unit'],
    ['binSize', 'timezone', 'startOfWeek'],
    ({ date, unit, binSize, timezone, startOfWeek }) => {
      const size =
        binSize === undefined
          ? 1
          : whole("$dateTrunc requires 'binSize' to be a 64-bit integer;", binSize, 'Location5439017');
      check(
        size > 0,
        'Location5439018',
        () => `$dateTrunc requires 'binSize' to be greater than 0, but got value ${size}`,
      );
      return new Date(
        truncate(moment(date), unitOf('$dateTrunc', unit), size, zoneFrom(timezone) ?? UTC, startOfWeek),
      );
    },
  ),
  $dateToParts: named('$dateToParts', ['date'], ['timezone', 'iso8601'], toParts),
  $dateFromParts: named(
    '$dateFromParts',
    [],
    [
      'year',
      'month',
      'day',
      'hour',
      'minute',
      'second',
      'millisecond',
      'isoWeekYear',
      'isoWeek',
      'isoDayOfWeek',
      'timezone',
    ],
    fromParts,
  ),
  $dateToString(operand, scope) {
    const parts = arguments_('$dateToString', operand, scope, ['date'], ['format', 'timezone', 'onNull']);
    const onNull = otherwise(parts, 'onNull');
    return (root, env) => {
      const [date, format, timezone] = [parts.date, parts.format, parts.timezone].map((one) =>
        one?.(root, env),
      );
      if (isNullish(date)) return onNull(root, env);
      if ((parts.format && isNullish(format)) || (parts.timezone && isNullish(timezone))) return null;
      const zone = zoneFrom(timezone);
      const text = parts.format
        ? asText("$dateToString requires that 'format' be a string;", 'Location18533', format)
        : `%Y-%m-%dT%H:%M:%S.%L${zone && zone !== UTC ? '' : 'Z'}`;
      return formatDate(moment(date), text, zone ?? UTC);
    };
  },
  $dateFromString(operand, scope) {
    const parts = arguments_(
      '$dateFromString',
      operand,
      scope,
      ['dateString'],
      ['format', 'timezone', 'onNull', 'onError'],
    );
    const [onNull, onError] = [otherwise(parts, 'onNull'), parts.onError];
    return (root, env) => {
      const [text, format, timezone] = [parts.dateString, parts.format, parts.timezone].map((one) =>
        one?.(root, env),
      );
      if (isNullish(text)) return onNull(root, env);
      if ((parts.format && isNullish(format)) || (parts.timezone && isNullish(timezone))) return null;
      try {
        check(
          typeof text === 'string',
          'ConversionFailure',
          () => `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)}`,
        );
        const zone = zoneFrom(timezone);
        return parts.format
          ? parseWithFormat(
              text,
              asText("$dateFromString requires that 'format' be a string;", 'Location40684', format),
              zone,
            )
          : parseDate(text, zone);
      } catch (error) {
        if (onError && error instanceof MongoError && error.codeName === 'ConversionFailure')
          return onError(root, env);
        throw error;
      }
    };
  },
};
