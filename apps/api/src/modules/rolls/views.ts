import { placeOfLine } from '@linggong/contracts/import.ts';
import type { Roll, RollRow } from '@linggong/contracts/roll.ts';
import { shortName } from '@linggong/rules/region-name.ts';
import { isLeased } from '../../platform/work-lease.ts';
import { put } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import type { PersonRecord } from '../identity/public.ts';
import { villageOf } from '../people/public.ts';
import type { RegionRecord } from '../regions/public.ts';
import type { RollRecord, RollRowRecord, RowChange } from './model.ts';

/** A place as people say it; of a county or a city its name. */
const placeOf = (region: RegionRecord | null) =>
  region ? villageOf(region) || shortName(region.name, region.level) : '';

export function toRoll(
  roll: RollRecord,
  around: { counts: Roll['counts']; region: RegionRecord | null; now: Date },
): Roll {
  const { counts, region, now } = around;
  const working = roll.state === 'running' || roll.state === 'undoing';
  const brokenOff = working && !isLeased(roll, now);
  return {
    id: roll._id.toHexString(),
    state: brokenOff || roll.state === 'reading' ? 'failed' : roll.state,
    undoing: roll.state === 'undoing',
    fileName: roll.fileName,
    encoding: roll.encoding,
    place: placeOf(region),
    columns: roll.columns,
    sheets: roll.sheets,
    said: roll.said,
    counts,
    createdAt: roll.createdAt.toISOString(),
    createdByName: roll.byName,
  };
}

type Around = {
  sheets: readonly string[];
  labels: ReadonlyMap<string, string>;
  persons: ReadonlyMap<string, PersonRecord>;
  regions: ReadonlyMap<string, RegionRecord>;
};

/** A row's number, with the name of its sheet where there are several. */
export function placedLine(line: number, sheets: readonly string[]): string {
  const { sheet, row } = placeOfLine(line, sheets);
  return sheet === null ? String(row) : `${sheet} ${row}`;
}

/** Why a row is what it is, in a sentence; empty where it needs none. */
export function reasonOf({ reason, about, line }: RollRowRecord, { sheets }: Pick<Around, 'sheets'>): string {
  if (!reason) return '';
  const of = reason === 'twice' ? placedLine(Number(about) || line, sheets) : about;
  return put(wordsOf('rolls').reasons[reason], { about: of });
}

export const marksOf = ({ marks }: RollRowRecord): string[] =>
  marks.map((mark) => wordsOf('rolls').marks[mark]);

type Callees = { name?: string; relation?: string; phone?: string }[];

/** A value as it is read. */
function shown(field: string, value: unknown, { regions }: Around): string {
  const { values, sex } = wordsOf('rolls');
  if (value === null || value === undefined || value === '') return values.none;
  if (field === 'sex') return sex[value as keyof typeof sex] ?? '';
  if (field === 'regionId') return placeOf(regions.get(String(value)) ?? null);
  if (field === 'worksAway') return value ? values.away : values.near;
  if (field === 'birthYear') return values.year({ year: String(value) });
  if (field === 'idLastFour') return `**${String(value)}`;
  if (field === 'callees') {
    const all = (value as Callees).map(({ name = '', relation = '', phone = '' }) =>
      [name, relation, phone.replace(/^\+86/, '')].filter(Boolean).join(' '),
    );
    return all.join('；') || values.none;
  }
  return field === 'phone' ? String(value).replace(/^\+86/, '') : String(value);
}

function shownChange({ field, before, after }: RowChange, around: Around): RollRow['changes'][number] {
  const { fields } = wordsOf('rolls');
  return {
    field: fields[field as keyof typeof fields] ?? field,
    before: shown(field, before, around),
    after: shown(field, after, around),
  };
}

export function toRow(row: RollRowRecord, around: Around): RollRow {
  const { said } = row;
  const id = row.personId?.toHexString() ?? null;
  const person = id === null ? undefined : around.persons.get(id);
  return {
    line: row.line,
    name: said.name,
    nameBo: said.nameBo,
    sex: said.sex,
    birthDate: said.birthDate,
    birthYear: said.birthYear,
    idLastFour: row.idLastFour ?? '',
    home: placeOf(around.regions.get(row.regionId?.toHexString() ?? '') ?? null),
    skills: said.skills,
    phone: said.phone,
    callee: said.callee,
    worksAway: said.worksAway,
    remarks: said.remarks,
    outcome: row.outcome,
    reason: reasonOf(row, around),
    marks: marksOf(row),
    changes: row.changes.map((change) => shownChange(change, around)),
    choice: row.choice,
    person:
      id !== null && person
        ? { id, label: around.labels.get(id) ?? person.name, birthDate: person.birthDate }
        : null,
  };
}
