import type { Shift } from '@linggong/contracts/gig.ts';
import { headcount } from '@linggong/rules/open-places.ts';
import { byRole } from '@linggong/rules/roles.ts';
import { money } from '#lib/format/money.ts';
import { wordsOf } from '#lib/words/words.ts';

const words = () => wordsOf('ticket');

/** One role of a gig, for who chooses among them. */
export type RoleChoice = { name: string; text: string; shiftIds: string[]; open: number | null };

/** The roles of a gig, each as `瓦工 2 人 ¥350`; none where everybody does the same. */
export function rolesOf(shifts: readonly Shift[]): RoleChoice[] {
  return byRole(shifts).flatMap(({ key, name, shifts: its }): RoleChoice[] => {
    if (!key) return [];
    const count = headcount(its, true);
    const said = count === null ? words().roleAny({ name }) : words().role({ name, count });
    const amount = its[0]?.role?.amountFen ?? null;
    const opens = its.map(({ open }) => open);
    return [
      {
        name,
        text: amount === null ? said : `${said} ${money(amount)}`,
        shiftIds: its.map(({ id }) => id),
        open: opens.includes(null) ? null : Math.min(...opens.map((open) => open ?? 0)),
      },
    ];
  });
}

/** What one comes as in some shifts of a gig; empty where everybody does the same. */
export const roleNames = (shifts: readonly Shift[], ids: readonly string[]): string[] => [
  ...new Set(shifts.filter(({ id }) => ids.includes(id)).flatMap(({ role }) => role?.name || [])),
];
