import type { ImportRow } from '@linggong/contracts/import.ts';
import type { Included } from '@linggong/contracts/posting.ts';
import { payText } from '#lib/format/money.ts';
import { gigTime, monthDay } from '#lib/format/time.ts';
import { imports as words } from '#lib/messages/imports.ts';
import { tradeOf } from '#lib/trades.ts';

/** What a row was read as, part by part; `text` is null where the file doesn't say it. */
export type ReadPart = { name: string; text: string | null };

const joined = (parts: readonly (string | null)[]) => parts.filter(Boolean).join('，') || null;

function time(posting: ImportRow['posting'], now: Date): string | null {
  const dated = posting.shifts.filter((shift) => shift.startsAt !== null);
  return joined([dated.length > 0 ? gigTime(dated, now) : null, posting.hoursText]);
}

function conditions({ conditions: { sex, minAge, maxAge, text } }: ImportRow['posting']): string | null {
  return joined([sex === 'any' ? '' : words.sex[sex], words.ages(minAge, maxAge), text]);
}

const kinds: (keyof Included)[] = ['meals', 'lodging', 'transport', 'tools'];

function included(posting: ImportRow['posting']): string | null {
  return joined(
    kinds.map((kind) => {
      const said = posting.included[kind];
      return said === null ? '' : words.included[kind][said ? 0 : 1];
    }),
  );
}

/** A municipality is a province and its own city: 北京市 once. */
const placeName = (names: readonly string[]) => names.filter((name, at) => name !== names[at - 1]).join('');

/** Where it is; a place to find it by that only names the region once more adds nothing. */
function place(names: readonly string[], landmark: string | null): string | null {
  const region = placeName(names);
  return joined([region, landmark && region.endsWith(landmark) ? '' : landmark]);
}

/** Everything that was made of a row's cells, in the order in which one checks it. */
export function readParts({ posting, regionNames }: ImportRow, now: Date): ReadPart[] {
  const { pay, shifts, workplace } = posting;
  const people = shifts.map((shift) => shift.headcount).find((n) => n !== null) ?? null;
  const { parts } = words;
  return [
    { name: parts.trade, text: posting.tradeId === null ? null : tradeOf(posting.tradeId).name },
    { name: parts.pay, text: pay.amountFen === null ? null : payText(pay) },
    { name: parts.people, text: people === null ? null : words.people(people) },
    { name: parts.time, text: time(posting, now) },
    { name: parts.place, text: place(regionNames, workplace.landmark) },
    { name: parts.conditions, text: conditions(posting) },
    { name: parts.included, text: included(posting) },
    { name: parts.settlement, text: pay.settlement && words.settlements[pay.settlement] },
    { name: parts.validUntil, text: posting.validUntil && words.until(monthDay(posting.validUntil, now)) },
    { name: parts.description, text: posting.description || null },
  ];
}
