/** A merged block of cells, counted from 0; ends are included. */
export type Merge = { top: number; left: number; bottom: number; right: number };

const columnNumber = (letters: string) =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];

/** Where a workbook keeps the sheet with this place in its order, e.g. `xl/worksheets/sheet1.xml`. */
function sheetPart(parts: ReadonlyMap<string, Buffer>, index: number): string | undefined {
  const sheets =
    parts
      .get('xl/workbook.xml')
      ?.toString('utf8')
      .match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? [];
  const relation = sheets[index] && attribute(sheets[index], 'r:id');
  if (!relation) return undefined;
  const relations =
    parts
      .get('xl/_rels/workbook.xml.rels')
      ?.toString('utf8')
      .match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? [];
  const target = relations.find((tag) => attribute(tag, 'Id') === relation);
  return target && attribute(target, 'Target')?.replace(/^\/?(?:xl\/)?/, 'xl/');
}

/** The merged blocks of a sheet; none where the workbook is put together in a way that isn't known. */
export function mergesOf(parts: ReadonlyMap<string, Buffer>, index: number): Merge[] {
  const name = sheetPart(parts, index);
  const xml = name ? parts.get(name)?.toString('utf8') : undefined;
  if (!xml) return [];
  return [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"/g)].map(
    (match) => ({
      left: columnNumber(match[1]!),
      top: Number(match[2]) - 1,
      right: columnNumber(match[3]!),
      bottom: Number(match[4]) - 1,
    }),
  );
}

/**
 * Writes the value of each block of one column's width into all its rows: a cell merged downwards speaks for all of them.
 * Blocks over several columns are titles and stay as they are. Changes `rows`.
 */
export function fillDown(rows: string[][], merges: readonly Merge[]): void {
  for (const { top, left, bottom, right } of merges) {
    const value = rows[top]?.[left];
    if (!value || left !== right) continue;
    for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row++) rows[row]![left] ||= value;
  }
}
