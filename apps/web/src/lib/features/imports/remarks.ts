import type { Flag } from '@linggong/contracts/flag.ts';
import type { Import } from '@linggong/contracts/import.ts';
import { EMPTY_NOTES } from '@linggong/rules/messages/empty-notes.ts';
import { listed } from '#lib/format/list.ts';
import type { Words } from '#lib/words/types.ts';
import { wordsOf } from '#lib/words/words.ts';

const words = () => wordsOf('imports');

type Columns = Import['columns'];
type Column = Columns[number];

/** A column as people name it: `「人数」`, `「第 3 列（没有表头）」`. */
export const columnName = ({ header, index }: Column): string =>
  words().columnName({ name: header || words().noHeader({ n: index + 1 }) });

const named = (columns: Columns) => columns.map(columnName).join('');

/**
 * What is to be said of a file's columns before its rows: which of two is used, which are not used at all, what none
 * of them says. Those of numbers of rows have a choice of their own.
 */
export function columnRemarks(columns: Columns): string[] {
  const said = words().columnRemarks;
  const why = (...whys: Column['why'][]) => columns.filter((column) => whys.includes(column.why));
  const uses = (...fields: Column['field'][]) => columns.some(({ field }) => fields.includes(field));
  const seconds = why('second').flatMap((column) => {
    const used = columns.find(({ index }) => index === column.instead);
    return used
      ? [said.second({ name: columnName(column), used: columnName(used), field: words().fields[used.field] })]
      : [];
  });
  const unused = columns.filter(
    ({ field, why: reason, sample }) =>
      field === 'ignore' && sample && !['own', 'second', 'repeated'].includes(reason ?? ''),
  );
  const before = why('before').filter(({ counts }) => !counts);
  return [
    ...why('repeated').map((column) => said.repeated({ name: columnName(column) })),
    ...seconds,
    ...(unused.length > 0 ? [said.unused({ names: named(unused) })] : []),
    ...(before.length > 0 ? [said.before({ names: named(before) })] : []),
    ...(why('own').length > 0 ? [said.own({ names: named(why('own')) })] : []),
    ...(uses('landmark') ? [] : [said.noPlace]),
    ...(uses('longitude', 'latitude', 'coordinates') ? [said.datum] : []),
  ];
}

export type RowRemark = { level: Flag['level']; word: string; text: string; article: string };

const missingOf = ({ rule }: Flag) =>
  rule.replace(/^missing\./, '') as keyof Words['imports']['missing']['parts'];
const partOf = (flag: Flag): string | undefined => words().missing.parts[missingOf(flag)];

/** What the rules say of a row: what is not there in one line for all of it, as its words are for who writes a posting. */
export function rowRemarks(flags: readonly Flag[]): RowRemark[] {
  const missing = (['block', 'ask'] as const).flatMap((level) => {
    const all = flags.filter((flag) => flag.level === level && partOf(flag));
    const parts = [...new Set(all.map(partOf))];
    return all[0]
      ? [
          {
            level,
            word: words().missing[level],
            text: words().sentence({ text: listed(parts) }),
            article: all[0].article,
          },
        ]
      : [];
  });
  const others = flags
    .filter((flag) => !partOf(flag))
    .map(({ level, advice, article }) => ({ level, word: words().level[level], text: advice, article }));
  return [...missing, ...others];
}

/** What the reader noted of a row, without what the rules say of it already. */
export function rowNotes(notes: readonly string[], flags: readonly Flag[]): string[] {
  const said = new Set<string | undefined>(
    flags.map((flag) => (EMPTY_NOTES as Partial<Record<string, string>>)[missingOf(flag)]),
  );
  return notes.filter((note) => !said.has(note));
}
