import { SettingsError } from '../../platform/settings.ts';

/** `hour`: so many sign-in codes in an hour. Else what the number counts. */
type Row = { most: number; of: 'hour' | 'quarter' | 'percent' | 'tries' | 'seconds'; about: string };

const UNITS: Record<Row['of'], string> = {
  hour: 'an hour',
  quarter: 'in 15 minutes',
  percent: '%',
  tries: 'tries',
  seconds: 'seconds',
};

/**
 * How many codes are sent in an hour, and what is asked when it gets tight. Numbers that have an account have a part of
 * their own, so that a flood of others keeps nobody out who signed in before. One address may be a hall's, a village's
 * or a carrier's for many phones; what one number gets is counted by itself. An operator changes them by `CODES`.
 */
export const CODE_BUDGETS = {
  new_address: {
    most: 400,
    of: 'hour',
    about: 'Codes to numbers without an account, asked for from one address',
  },
  new_range: {
    most: 600,
    of: 'hour',
    about: 'The same, from one range of addresses: an IPv4 /24, an IPv6 /48',
  },
  new_all: { most: 1200, of: 'hour', about: 'The same, in all' },
  known_address: { most: 400, of: 'hour', about: 'Codes to numbers with an account, from one address' },
  known_range: { most: 1000, of: 'hour', about: 'The same, from one range' },
  known_all: { most: 2400, of: 'hour', about: 'The same, in all' },
  tries_address: { most: 400, of: 'quarter', about: 'Codes that are typed from one address, right or wrong' },
  challenge_from: {
    most: 50,
    of: 'percent',
    about:
      'So much of `new_range` or `new_all` is used: from then on a number without an account has a sum to do first',
  },
  challenge_work: {
    most: 800,
    of: 'tries',
    about: 'How long that sum is: at most so many tries, three quarters on average',
  },
  challenge_wait: { most: 90, of: 'seconds', about: 'How long one waits instead who has no script' },
  waited_range: { most: 30, of: 'hour', about: 'Codes to who waited instead, from one range' },
  waited_all: { most: 120, of: 'hour', about: 'The same, in all' },
} as const satisfies Record<string, Row>;
type Name = keyof typeof CODE_BUDGETS;
export type CodeBudgets = Readonly<Record<Name, number>>;

/**
 * The budgets as the operator has them, from `name=number` pairs. `scale` multiplies those by the hour: for tests and
 * benchmarks, where all clients come from one address. Throws with one line for a name that there is not.
 */
export function readBudgets(changed: ReadonlyMap<string, number>, scale = 1): CodeBudgets {
  for (const name of changed.keys())
    if (!Object.hasOwn(CODE_BUDGETS, name)) throw new SettingsError(`Setting CODES: there is no ${name}`);
  if ((changed.get('challenge_from') ?? 0) > 100)
    throw new SettingsError('Setting CODES: challenge_from is a percentage, at most 100');
  const scaled = (name: string, { most, of }: Row) => {
    const number = changed.get(name) ?? most;
    return of === 'hour' || of === 'quarter' ? Math.max(1, Math.round(number * scale)) : number;
  };
  return Object.fromEntries(
    Object.entries(CODE_BUDGETS).map(([name, row]) => [name, scaled(name, row)]),
  ) as CodeBudgets;
}

/** The table of `docs/sign-in-codes.md`. */
export function codesTable(): string {
  const rows = Object.entries(CODE_BUDGETS).map(
    ([name, { most, of, about }]) => `| \`${name}\` | ${most} | ${UNITS[of]} | ${about} |`,
  );
  return ['| name | default | | what it is |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
