import type { Included } from '@linggong/contracts/posting.ts';
import { recogniseTrade } from '@linggong/contracts/trades.ts';
import { EMPTY_NOTES } from '@linggong/rules/messages/empty-notes.ts';
import { kept } from '../../../platform/sheets/cells/kept.ts';
import { cut } from '../../../platform/sheets/cells/text.ts';
import { mergeIncluded, parseIncluded } from '../cells/included.ts';
import { called, labelled, type Notes, type RowCells } from '../cells/row.ts';

/** Collects what had to be shortened in its own field, so that the whole of it stays in the description. */
export type Overflow = { fit(text: string, max: number, name: string): string; readonly lines: string[] };

export function overflow(notes: Notes): Overflow {
  const lines: string[] = [];
  return {
    lines,
    fit: (text, max, name) => {
      if (text.length <= max) return text;
      lines.push(`${name}：${text}`);
      notes.add(`${name}太长，只留了前 ${max} 个字，全文在工作内容里。`);
      return cut(text, max);
    },
  };
}

/** The work's name in the words of the file; where only a trade is told, that is it. */
export const titleOf = (row: RowCells): string => row('title')[0]?.text ?? row('trade')[0]?.text ?? '';

const tradeIn = kept(recogniseTrade);

/** The trade that the words speak of, null where none is known. */
export function tradeOf(row: RowCells, notes: Notes): string | null {
  for (const field of ['trade', 'title', 'description'] as const) {
    for (const cell of row(field)) {
      const trade = tradeIn(cell.text);
      if (!trade) continue;
      if (field === 'description') notes.add(`工种按${called(cell)}里的“${trade.words[0]}”认的。`);
      return trade.id;
    }
  }
  notes.add(EMPTY_NOTES.trade);
  return null;
}

/** What is included, and the cells that told nothing of it. */
export function includedOf(row: RowCells): { included: Included; unclear: string[] } {
  const cells = row('included').map((cell) => ({ cell, said: parseIncluded(cell.text, cell.header) }));
  return {
    included: mergeIncluded(cells.map(({ said }) => said.included)),
    unclear: cells.filter(({ said }) => !said.understood).map(({ cell }) => labelled(cell)),
  };
}

const DESCRIPTION_MAX = 2000;

/** The work in the words of the file, with all that has no field of its own named by its header. */
export function descriptionOf(row: RowCells, more: readonly string[], notes: Notes): string {
  const labelledToo = row('description').length > 1;
  const lines = [
    ...row('description').map((cell) => (labelledToo ? labelled(cell) : cell.text)),
    ...[...row('insurance'), ...row('remarks')].map(labelled),
    ...more,
  ];
  const text = lines.join('\n');
  if (text.length > DESCRIPTION_MAX)
    notes.add(`工作内容太长，只留了前 ${DESCRIPTION_MAX} 个字，原文在这一行里。`);
  return cut(text, DESCRIPTION_MAX);
}
