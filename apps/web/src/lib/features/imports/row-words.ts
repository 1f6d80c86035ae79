import { type ImportField, type ImportRow, placeOfLine } from '@linggong/contracts/import.ts';
import { gigNumber } from '@linggong/rules/gig-number.ts';
import { inSentence } from '@linggong/rules/in-sentence.ts';
import type { Words } from '#lib/words/types.ts';
import { wordsOf } from '#lib/words/words.ts';

const words = () => wordsOf('imports');

/** Where a row stands in its file: `第 3 行`, in a book of several sheets `「县城」第 3 行`. */
export function lineName(line: number, sheets: readonly string[]): string {
  const { sheet, row } = placeOfLine(line, sheets);
  return sheet === null ? words().line({ row }) : words().lineOf({ sheet, row });
}

/** That the gig made of a row was sent back, and why as far as that is said. */
export function returnedWords({ number, reason }: NonNullable<ImportRow['returned']>): string {
  const named = gigNumber(number);
  return reason
    ? words().returnedWhy({ number: named, reason: inSentence(reason) })
    : words().returned({ number: named });
}

/** What is no longer as it was shown before an import was signed off. */
export function differenceWords({
  field,
  before,
  after,
}: Record<'field' | 'before' | 'after', string>): string {
  const { counts, differences, fields } = words();
  if (field === 'source') return differences.source({ before, after });
  const column = /^column:(.*)$/.exec(field)?.[1];
  if (column !== undefined) {
    const name = (value: string) => fields[value as ImportField] ?? value;
    return differences.column({ column, before: name(before), after: name(after) });
  }
  return differences.count({
    what: counts[field as keyof Words['imports']['counts']] ?? field,
    before,
    after,
  });
}
