import { normalText } from '@linggong/contracts/normal.ts';
import type { Pay, ShiftRole } from '@linggong/contracts/posting.ts';
import { dayPayFen, type Times } from './pay.ts';

/** A shift with what one comes as, if its gig asks for a mix. */
export type Roled = { role?: ShiftRole | null };

/** By what roles are told apart, however they are spelled; empty where there is none. */
export const roleKey = ({ role }: Roled): string => (role ? normalText(role.name).replace(/\s+/g, '') : '');

export type Role<T> = { key: string; name: string; shifts: T[] };

/** The shifts by role, in the order in which roles come; all in one where there are none. */
export function byRole<T extends Roled>(shifts: readonly T[]): Role<T>[] {
  const roles = new Map<string, Role<T>>();
  for (const shift of shifts) {
    const key = roleKey(shift);
    const known = roles.get(key);
    if (known) known.shifts.push(shift);
    else roles.set(key, { key, name: shift.role?.name ?? '', shifts: [shift] });
  }
  return [...roles.values()];
}

type Amounts = Pick<Pay, 'amountFen' | 'amountMaxFen'>;

/** What one gets in a shift: its role's own amount, else the posting's. */
export const amountsOf = ({ amountFen, amountMaxFen }: Amounts, { role }: Roled): Amounts =>
  role?.amountFen == null ? { amountFen, amountMaxFen } : { amountFen: role.amountFen, amountMaxFen: null };

/** A posting's pay over some of its shifts: where their roles get different amounts, from the lowest to the highest. */
export function payOver<P extends Amounts>(pay: P, shifts: readonly Roled[]): P {
  if (!shifts.some(({ role }) => role?.amountFen != null)) return pay;
  const amounts = shifts.map((shift) => amountsOf(pay, shift)).filter(({ amountFen }) => amountFen !== null);
  const low = Math.min(...amounts.map(({ amountFen }) => amountFen!));
  const high = Math.max(...amounts.map(({ amountFen, amountMaxFen }) => amountMaxFen ?? amountFen!));
  return { ...pay, amountFen: low, amountMaxFen: high > low ? high : null };
}

/** The pay of the best paid role: whoever looks for so much finds the gig if any role pays it. */
export function bestPay<P extends Amounts>(pay: P, shifts: readonly Roled[]): P {
  if (!shifts.some(({ role }) => role?.amountFen != null)) return pay;
  const lows = shifts.map((shift) => amountsOf(pay, shift).amountFen ?? 0);
  return { ...pay, amountFen: Math.max(...lows), amountMaxFen: null };
}

/** `dayPayFen` of the best paid role. */
export function bestDayPayFen(
  pay: Pick<Pay, 'amountFen' | 'amountMaxFen' | 'unit' | 'piece'>,
  shifts: readonly (Times & Roled)[],
): number | null {
  const days = byRole(shifts).map((role) => dayPayFen(bestPay(pay, role.shifts), role.shifts));
  const known = days.filter((fen) => fen !== null);
  if (shifts.length === 0) return dayPayFen(pay, shifts);
  return known.length > 0 ? Math.max(...known) : null;
}

/** A posting as each of its roles has it: the shifts of that role at its amount; as it is where there are no roles. */
export function asRoles<P extends { pay: Pay; shifts: readonly (Roled & Times)[] }>(posting: P): P[] {
  const roles = byRole(posting.shifts);
  if (roles.length < 2 && !roles[0]?.key) return [posting];
  return roles.map(({ shifts }) => ({ ...posting, shifts, pay: payOver(posting.pay, shifts) }));
}
