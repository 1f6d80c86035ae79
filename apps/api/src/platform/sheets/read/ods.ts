import { EXACT, isoText, longNumber } from './cell-value.ts';
import { type Grid, hideColumns, newGrid, put } from './grid.ts';
import { damaged, MAX_COLUMNS, MAX_FILE_ROWS, MAX_MERGES, MAX_SHEETS, tooLarge } from './limits.ts';
import { type Attribute, readXml } from './xml.ts';

const MAX_NAME = 60;
const MAX_REPEAT = 1_048_576;

const times = (attribute: Attribute, name: string) =>
  Math.min(Math.max(1, Math.trunc(Number(attribute(`table:number-${name}`) ?? 1)) || 1), MAX_REPEAT);
const isHidden = (attribute: Attribute) =>
  ['collapse', 'filter'].includes(attribute('table:visibility') ?? '');

/** `PT08H30M00S` is `08:30`. */
function clockText(duration: string): string {
  const [, hours, minutes] = /^PT(\d{1,3})H(?:(\d{1,2})M)?/.exec(duration) ?? [];
  return hours === undefined ? duration : `${hours.padStart(2, '0')}:${(minutes ?? '0').padStart(2, '0')}`;
}

/** Nothing but a number is shown: its value counts, which isn't rounded and has no marks of one country. */
const BARE = /^[-+−(]*(?!0\d)[.,]?\d[\d.,'’]*(?:\/\d+)?[)%]*$|\dE[+-]\d|^#*$/i;
const isBare = (shown: string) => BARE.test(shown.replace(/\s+/g, ''));

/** A number with what its format writes around it, as it is shown. */
function numberText(value: number, shown: string): string {
  const exact = String(Number(value.toPrecision(15)));
  if (Math.abs(value) >= EXACT) return longNumber(exact) ?? exact;
  return isBare(shown) ? exact : shown;
}

/** What a cell holds that is neither text nor a number; null: what is shown in it counts. */
function cellValue(attribute: Attribute): string | null {
  const type = attribute('office:value-type');
  if (type === 'date') return isoText(attribute('office:date-value') ?? '');
  if (type === 'time') return clockText(attribute('office:time-value') ?? '');
  if (type === 'boolean') return attribute('office:boolean-value') === 'true' ? '是' : '否';
  return null;
}

/** Elements within a cell whose words are no part of it. */
const ASIDE = new Set(['annotation', 'ruby-text', 'tracked-changes', 'frame']);

/** The sheets of an OpenDocument spreadsheet's `content.xml`. Throws `UnreadableFile`. */
export function readOds(xml: string): Grid[] {
  const sheets: Grid[] = [];
  const hiddenStyles = new Set<string>();
  let style = '';
  let sheet = newGrid('');
  let [row, rows, column, columns, spans, nested, aside, lines] = [-1, 1, -1, 1, 0, 0, 0, 0];
  let value: string | null = null;
  let number = Number.NaN;
  let inCell = false;
  let raw: string[] = [];

  function openCell(attribute: Attribute): void {
    if (row < 0) throw damaged();
    columns = times(attribute, 'columns-repeated');
    [value, inCell, raw, lines] = [cellValue(attribute), true, [], 0];
    number = attribute('office:value-type') === 'float' ? Number(attribute('office:value')) : Number.NaN;
    const down = times(attribute, 'rows-spanned') - 1;
    const across = times(attribute, 'columns-spanned') - 1;
    if (down + across > 0)
      sheet.merges.push({ top: row, left: column + 1, bottom: row + down, right: column + 1 + across });
    if (sheet.merges.length > MAX_MERGES) throw tooLarge();
  }
  function closeCell(): void {
    const shown = raw.join('');
    const text = value ?? (Number.isNaN(number) ? shown : numberText(number, shown.trim()));
    if (/^(?:#N\/A|#NAME\?|#REF!|#VALUE!|#DIV\/0!|Err:\d{3})$/.test(text.trim())) sheet.errors += columns;
    else if (text.trim())
      for (let r = row; r < row + rows; r++)
        for (let c = column + 1; c <= column + columns; c++) put(sheet, r, c, text);
    column += columns;
    inCell = false;
  }
  function openRow(attribute: Attribute): void {
    [row, column] = [row + rows, -1];
    rows = times(attribute, 'rows-repeated');
    if (isHidden(attribute))
      for (let r = row; r < Math.min(row + rows, MAX_FILE_ROWS); r++) sheet.hiddenRows.add(r);
  }
  function openTable(attribute: Attribute): void {
    sheet = newGrid(
      (attribute('table:name') ?? '').slice(0, MAX_NAME),
      hiddenStyles.has(attribute('table:style-name') ?? ''),
    );
    sheets.push(sheet);
    [row, rows, spans] = [-1, 1, 0];
    if (sheets.length > MAX_SHEETS) throw tooLarge();
  }

  readXml(xml, {
    open: (tag, attribute) => {
      if (tag === 'style') style = attribute('style:name') ?? '';
      else if (tag === 'table-properties' && attribute('table:display') === 'false') hiddenStyles.add(style);
      else if (ASIDE.has(tag)) aside += 1;
      else if (aside > 0) return;
      else if (tag === 'table') {
        nested += 1;
        if (nested === 1) openTable(attribute);
      } else if (nested !== 1) return;
      else if (tag === 'table-column') {
        const from = spans;
        spans += times(attribute, 'columns-repeated');
        if (isHidden(attribute)) hideColumns(sheet, from, Math.min(spans - 1, MAX_COLUMNS));
      } else if (tag === 'table-row') openRow(attribute);
      else if (tag === 'table-cell' || tag === 'covered-table-cell') openCell(attribute);
      else if (inCell && tag === 'p' && ++lines > 1) raw.push('\n');
      else if (inCell && (tag === 's' || tag === 'tab')) raw.push(' ');
      else if (inCell && tag === 'line-break') raw.push('\n');
    },
    text: (text) => {
      if (inCell && lines > 0 && aside === 0) raw.push(text);
    },
    close: (tag) => {
      if (ASIDE.has(tag)) aside -= 1;
      else if (aside > 0) return;
      else if (tag === 'table') nested -= 1;
      else if (nested === 1 && (tag === 'table-cell' || tag === 'covered-table-cell')) closeCell();
    },
  });
  return sheets;
}
