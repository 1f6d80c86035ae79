import type { Flag } from '@linggong/contracts/flag.ts';
import type { ManagedGig } from '@linggong/contracts/gig.ts';
import { INCLUDED } from '#lib/features/posting/draft.ts';
import { ageBounds } from '#lib/format/age.ts';
import { figure } from '#lib/format/figure.ts';
import { clauses, listed } from '#lib/format/list.ts';
import { money, settlementText } from '#lib/format/money.ts';
import { dayWord, shiftTime } from '#lib/format/time.ts';
import type { Words } from '#lib/words/types.ts';
import { wordsOf } from '#lib/words/words.ts';

const desk = () => wordsOf('desk');
const words = () => wordsOf('posting');
const ticket = () => wordsOf('ticket');
const units = () => wordsOf('units');

/** One line of a posting as an operator reads it; `fields` are the paths that flags speak of. */
export type Row = { key: keyof Words['desk']['rows']; text: string; fields: readonly string[] };

/** How many are wanted: `要 3 人`. */
export const peopleWanted = (n: number | null): string =>
  n === null ? desk().peopleUnknown : desk().people({ n });

/** The posting line by line. What is not said is left out, unless a rule asks for it. */
export function rowsOf(gig: ManagedGig, now: Date): Row[] {
  const { posting } = gig;
  const { workplace, pay, included, conditions, source } = posting;
  const shifts = posting.shifts.map((shift) =>
    clauses([
      shiftTime(shift, now),
      shift.role?.name,
      peopleWanted(shift.headcount),
      shift.role?.amountFen == null ? '' : money(shift.role.amountFen),
    ]),
  );
  const kept = INCLUDED.flatMap((kind) => {
    const said = included[kind];
    if (said === null) return [];
    return [said ? ticket().included[kind] : desk().no({ what: ticket().included[kind] })];
  });
  const rows: Row[] = [
    { key: 'description', text: posting.description, fields: ['description'] },
    { key: 'shifts', text: shifts.join('\n'), fields: ['shifts'] },
    {
      key: 'together',
      text: posting.shifts.length > 1 ? (posting.together ? desk().together : desk().singly) : '',
      fields: ['together'],
    },
    { key: 'hoursText', text: posting.hoursText, fields: ['hoursText'] },
    { key: 'place', text: gig.regionNames.join(' › '), fields: ['workplace.regionId'] },
    { key: 'landmark', text: workplace.landmark, fields: ['workplace.landmark'] },
    { key: 'point', text: workplace.point?.join(', ') ?? '', fields: ['workplace.point'] },
    {
      key: 'altitude',
      text: workplace.altitudeM === null ? '' : units().metres({ m: figure(workplace.altitudeM) }),
      fields: ['workplace.altitudeM'],
    },
    { key: 'payText', text: pay.text, fields: ['pay.text'] },
    {
      key: 'settlement',
      text: clauses([settlementText(pay), pay.method ? words().settlement.methods[pay.method] : '']),
      fields: ['pay.settlement', 'pay.settlementDays', 'pay.method'],
    },
    { key: 'included', text: listed(kept), fields: ['included'] },
    {
      key: 'load',
      text: posting.loadKg === null ? '' : desk().kg({ kg: posting.loadKg }),
      fields: ['loadKg'],
    },
    {
      key: 'hazards',
      text: listed(posting.hazards.map((hazard) => words().risk.kinds[hazard])),
      fields: ['hazards'],
    },
    {
      key: 'conditions',
      text: clauses([conditions.sex === 'any' ? '' : desk().sex[conditions.sex], conditions.text]),
      fields: ['conditions.text', 'conditions.sex'],
    },
    {
      key: 'age',
      text: ageBounds(conditions.minAge, conditions.maxAge),
      fields: ['conditions.minAge', 'conditions.maxAge'],
    },
    { key: 'mode', text: desk().modes[posting.bookingMode], fields: ['bookingMode'] },
    {
      key: 'validUntil',
      text: posting.validUntil ? dayWord(posting.validUntil, now) : '',
      fields: ['validUntil'],
    },
    {
      key: 'employer',
      text: gig.flags.some(({ field }) => field === 'employer') ? gig.employerName : '',
      fields: ['employer'],
    },
    {
      key: 'source',
      text: source ? [source.name, source.externalId].filter(Boolean).join(' ') : '',
      fields: ['source'],
    },
  ];
  return rows.filter((row) => row.text !== '' || flagsOf(row, gig.flags).length > 0);
}

/** The flags that speak of a line. */
export const flagsOf = (row: Pick<Row, 'fields'>, flags: readonly Flag[]): Flag[] =>
  flags.filter((flag) =>
    row.fields.some((field) => flag.field === field || flag.field.startsWith(`${field}.`)),
  );

const HEAD: Readonly<Record<string, keyof Words['desk']['rows']>> = {
  tradeId: 'trade',
  title: 'title',
  'pay.amountFen': 'pay',
  'pay.amountMaxFen': 'pay',
  'pay.unit': 'pay',
  'pay.piece.unit': 'pay',
  'pay.piece.dayMinFen': 'pay',
};

/** Words of the ticket's head that a rule speaks of. */
export const headWords = (flags: readonly Flag[]): string[] =>
  flags.filter(({ field }) => field in HEAD).flatMap(({ words }) => words);

/** A rule's remark once, however many lines it is about. */
export type Remark = { flag: Flag; lines: string[] };

/** The margin: what the law forbids first, then as the lines stand. */
export function marginOf(flags: readonly Flag[], rows: readonly Row[]): Remark[] {
  const found: Remark[] = [];
  for (const flag of flags) {
    const key = HEAD[flag.field] ?? rows.find((row) => flagsOf(row, [flag]).length > 0)?.key;
    const line = key ? desk().rows[key] : '';
    const known = found.find((r) => r.flag.rule === flag.rule && r.flag.advice === flag.advice);
    if (!known) found.push({ flag, lines: [line].filter(Boolean) });
    else {
      known.flag = { ...known.flag, words: [...new Set([...known.flag.words, ...flag.words])] };
      if (line && !known.lines.includes(line)) known.lines.push(line);
    }
  }
  return found.sort((a, b) => Number(b.flag.level === 'block') - Number(a.flag.level === 'block'));
}
