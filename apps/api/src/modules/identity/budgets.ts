import type { Deps } from '../../deps.ts';
import { clientRange } from '../../platform/http/address.ts';
import { hmac } from '../../platform/keyed.ts';
import { problem } from '../../platform/problem.ts';
import { countOne, type TallyRecord, talliesOf, uncountOne } from '../../platform/tallies.ts';
import { secondsUntil } from './code-keys.ts';
import { codesUsedUp } from './code-words.ts';

type BudgetDeps = Pick<Deps, 'models' | 'clock' | 'secret' | 'alarms' | 'codeBudgets' | 'settings'>;

const HOUR = 3600;
/** From here on whoever keeps it running is told. */
const NEARLY = 0.8;

/** Whose budget: of numbers with an account, of those without, and of those who waited instead of doing a sum. */
export type Part = 'known' | 'new' | 'waited';
type Where = 'address' | 'range' | 'all';
const WHERE: Record<Part, readonly Where[]> = {
  known: ['address', 'range', 'all'],
  new: ['address', 'range', 'all'],
  waited: ['range', 'all'],
};

const WHOM: Record<Part, string> = {
  known: 'numbers with an account',
  new: 'numbers without an account',
  waited: 'numbers without an account that waited',
};
const OF: Record<Where, string> = { address: 'one address', range: 'one range of addresses', all: 'all' };
const LOCKED: Record<Part, string> = {
  known: 'they can’t sign in',
  new: 'nobody new can sign in; numbers with an account still can',
  waited: 'nobody new can sign in without script; with it they still can',
};

type Budget = { part: Part; where: Where; key: string; most: number };

/** Addresses are not written in clear. */
const budgetsOf = (deps: BudgetDeps, part: Part, address: string): Budget[] =>
  WHERE[part].map((where) => {
    const from = { address, range: clientRange(address), all: '' }[where];
    const most = deps.codeBudgets[`${part}_${where}` as keyof Deps['codeBudgets']];
    return { part, where, most, key: `codes:${part}:${where}:${hmac(deps.secret, 'code.budget', from)}` };
  });

/** To who can't do a sum for a code: with the time when codes are there again. */
export const codesAreShort = (deps: BudgetDeps, until: Date) =>
  problem('auth.too_many_codes', {
    detail: codesUsedUp(until, deps.settings.STATION_PHONE),
    retryAfterSeconds: secondsUntil(deps, until),
  });

function usedUp(deps: BudgetDeps, { part, where, most }: Budget, until: Date) {
  if (where === 'all')
    deps.alarms.raise(
      `sign-in codes: the ${most} an hour for ${WHOM[part]} are used up, ${LOCKED[part]}`,
      secondsUntil(deps, until),
    );
  return codesAreShort(deps, until);
}

function tellNearly(deps: BudgetDeps, { part, where, most }: Budget, { count, until }: TallyRecord): void {
  if (count < NEARLY * most) return;
  const what = `sign-in codes: ${NEARLY * 100} % of the ${most} an hour of ${OF[where]} for ${WHOM[part]} are used; more can be set by CODES`;
  deps.alarms.raise(what, secondsUntil(deps, until));
}

/**
 * How far the budgets of who asks are used; reads alone, so that a flood at their end writes nothing. Throws
 * `auth.too_many_codes` where one is used up. `tight`: of a range, or in all, so much is used that a sum is asked for; until then.
 */
export async function requireLeft(
  deps: BudgetDeps,
  part: Part,
  address: string,
): Promise<{ tight: Date | null }> {
  const budgets = budgetsOf(deps, part, address);
  const used = await talliesOf(
    deps,
    budgets.map(({ key }) => key),
  );
  let tight: Date | null = null;
  for (const budget of budgets) {
    const tally = used.find(({ _id }) => _id === budget.key);
    if (!tally) continue;
    if (tally.count >= budget.most) throw usedUp(deps, budget, tally.until);
    const from = (budget.most * deps.codeBudgets.challenge_from) / 100;
    if (budget.where !== 'address' && tally.count >= from) tight = tally.until;
  }
  return { tight };
}

/**
 * Takes one code out of each budget of who asks. Throws `auth.too_many_codes`, and then has taken none. The answer gives
 * them back for what wasn't sent.
 */
export async function takeCode(deps: BudgetDeps, part: Part, address: string): Promise<() => Promise<void>> {
  const taken: string[] = [];
  const giveBack = async () => {
    for (const key of taken) await uncountOne(deps, key);
  };
  for (const budget of budgetsOf(deps, part, address)) {
    const tally = await countOne(deps, budget.key, HOUR);
    taken.push(budget.key);
    if (tally.count > budget.most) {
      await giveBack();
      throw usedUp(deps, budget, tally.until);
    }
    tellNearly(deps, budget, tally);
  }
  return giveBack;
}
