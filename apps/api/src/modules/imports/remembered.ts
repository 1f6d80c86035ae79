import { createHash } from 'node:crypto';
import type { Import } from '@linggong/contracts/import.ts';
import type { Deps } from '../../deps.ts';
import { headerName } from '../../platform/sheets/header-name.ts';
import type { ImportRecord } from './model.ts';
import { lastColumns } from './repository/imports.ts';

type Columns = Import['columns'];

/** So few rows don't show whether their ids count them. */
const FEW_ROWS = 3;

const ofFile = (columns: Columns) => columns.filter(({ why }) => why !== 'own');

/** Made of a file's headers, without those of our own lists; empty where it has hardly any. */
export function shapeOf(columns: Columns): string {
  const names = ofFile(columns).map(({ header }) => headerName(header));
  if (names.filter(Boolean).length < 2) return '';
  return createHash('sha256').update(names.join('\u0000')).digest('base64url').slice(0, 20);
}

/**
 * Columns as the office said it of the last file of the sender with the same ones that it ran; and whether ids count rows, where the
 * file itself is too short to show it.
 */
export async function asRemembered(
  deps: Pick<Deps, 'models'>,
  {
    sourceName,
    deskPath,
    columns,
    rowCount,
  }: Pick<ImportRecord, 'sourceName' | 'deskPath' | 'columns'> & { rowCount: number },
): Promise<Columns> {
  const shape = shapeOf(columns);
  if (!shape || !sourceName) return columns;
  const last = await lastColumns(deps, { sourceName, shape, deskPath });
  if (!last) return columns;
  const before = ofFile(last);
  const isId = ({ field }: Columns[number]) => field === 'externalId' || field === 'rowNumber';
  let changed = false;
  const now = new Map(
    ofFile(columns).map((column, at) => {
      const was = before[at]!;
      const said = was.why === 'chosen' || was.why === 'before';
      const counting = rowCount < FEW_ROWS && isId(column) && isId(was);
      if (was.field === column.field || !(said || counting)) return [column.index, column] as const;
      changed = true;
      const { instead: _, ...rest } = column;
      return [column.index, { ...rest, field: was.field, why: 'before' as const }] as const;
    }),
  );
  return changed ? columns.map((column) => now.get(column.index) ?? column) : columns;
}
