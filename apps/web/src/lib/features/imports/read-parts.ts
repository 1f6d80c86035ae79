import type { ImportRow } from '@linggong/contracts/import.ts';
import type { Included } from '@linggong/contracts/posting.ts';
import { tradeOf } from '#lib/features/gig/trades.ts';
import { ageBounds } from '#lib/format/age.ts';
import { clauses } from '#lib/format/list.ts';
import { payText } from '#lib/format/money.ts';
import { clock, gigTime, monthDay } from '#lib/format/time.ts';
import { local } from '#lib/format/zone.ts';
import { wordsOf } from '#lib/words/words.ts';

const words = () => wordsOf('imports');

/** What a row was read as, part by part; `text` is null where the file doesn't say it. */
export type ReadPart = { name: string; text: string | null };

const joined = (parts: readonly (string | null)[]) => clauses(parts) || null;

function time(posting: ImportRow['posting'], now: Date): string | null {
  const dated = posting.shifts.filter((shift) => shift.startsAt !== null);
  if (dated.length === 0) return posting.hoursText || null;
  const read = new Set(
    dated.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt].map((at) => at && clock(at))),
  );
  const intoNextDay = dated.every(({ startsAt, endsAt }) => startsAt && endsAt && nextDay(startsAt, endsAt));
  const text = intoNextDay ? posting.hoursText?.replace(NEXT_DAY, '') : posting.hoursText;
  return joined([gigTime(dated, now), saysMore(text, read) ? posting.hoursText : '']);
}

const CLOCK = /(\d{1,2})\s*(?:[:：]\s*(\d{2})|[点时](?:(\d{1,2})分|(半))?)/g;
/** As files say of an end that it is on the day after. */
const NEXT_DAY = /次日|第二天|翌日|隔天/g;
const nextDay = (from: string, to: string) => local(to).dayNumber === local(from).dayNumber + 1;
const BETWEEN = /^[\s\-–—~～至到,，。;；]*$/;

/** Whether words of hours say anything besides clock times that were read already. */
function saysMore(text: string | null | undefined, read: ReadonlySet<string | null>): boolean {
  if (!text) return false;
  const left = text.normalize('NFKC').replace(CLOCK, (all, hour, minutes, spoken, half) => {
    const minute = half ? '30' : (minutes ?? spoken ?? '00').padStart(2, '0');
    return read.has(`${Number(hour)}:${minute}`) ? '' : all;
  });
  return !BETWEEN.test(left);
}

function conditions({ conditions: { sex, minAge, maxAge, text } }: ImportRow['posting']): string | null {
  return joined([sex === 'any' ? '' : words().sex[sex], ageBounds(minAge, maxAge), text]);
}

const kinds: (keyof Included)[] = ['meals', 'lodging', 'transport', 'tools'];

function included(posting: ImportRow['posting']): string | null {
  return joined(
    kinds.map((kind) => {
      const said = posting.included[kind];
      return said === null ? '' : words().included[kind][said ? 0 : 1];
    }),
  );
}

/** A municipality is a province and its own city: 北京市 once. */
const placeName = (names: readonly string[]) => names.filter((name, at) => name !== names[at - 1]).join('');

/** Where it is; a place to find it by that begins with names of the region doesn't say these once more. */
function place(names: readonly string[], landmark: string | null): string | null {
  const found = names.reduce(
    (rest, name) => (rest.startsWith(name) ? rest.slice(name.length).trimStart() : rest),
    landmark ?? '',
  );
  const region = placeName(names);
  return joined([region, region.endsWith(found) ? '' : found]);
}

/** Everything that was made of a row's cells, in the order in which one checks it. */
export function readParts({ posting, regionNames }: ImportRow, now: Date): ReadPart[] {
  const { pay, shifts, workplace } = posting;
  const people = shifts.map((shift) => shift.headcount).find((n) => n !== null) ?? null;
  const { parts } = words();
  return [
    { name: parts.trade, text: posting.tradeId === null ? null : tradeOf(posting.tradeId).name },
    { name: parts.pay, text: pay.amountFen === null ? null : payText(pay) },
    { name: parts.people, text: people === null ? null : words().people({ n: people }) },
    { name: parts.time, text: time(posting, now) },
    { name: parts.place, text: place(regionNames, workplace.landmark) },
    { name: parts.conditions, text: conditions(posting) },
    { name: parts.included, text: included(posting) },
    { name: parts.settlement, text: pay.settlement && words().settlements[pay.settlement] },
    {
      name: parts.validUntil,
      text: posting.validUntil && words().until({ day: monthDay(posting.validUntil, now) }),
    },
    { name: parts.description, text: posting.description || null },
  ];
}
