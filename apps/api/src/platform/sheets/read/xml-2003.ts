import { formattedNumber, isoText, longNumber } from './cell-value.ts';
import { type Grid, hideColumns, newGrid, put } from './grid.ts';
import { damaged, MAX_COLUMNS, MAX_FILE_ROWS, MAX_MERGES, MAX_SHEETS, tooLarge } from './limits.ts';
import { type NumberFormat, parseNumberFormat } from './number-format.ts';
import { shownText } from './shown-as.ts';
import { type Attribute, readXml } from './xml.ts';

const MAX_NAME = 60;
const of = (attribute: Attribute, name: string) => attribute(`ss:${name}`) ?? attribute(name);

/** Where something is: said from 1, or behind the one before. */
function placed(attribute: Attribute, before: number): number {
  const told = of(attribute, 'Index');
  if (told === undefined) return before + 1;
  const place = Number(told) - 1;
  if (!Number.isInteger(place) || place < 0) throw damaged();
  return place;
}

const span = (attribute: Attribute, name: string, most: number) =>
  Math.min(Math.max(0, Math.trunc(Number(of(attribute, name) ?? 0)) || 0), most);

function cellValue(type: string | undefined, raw: string, format: NumberFormat | null): string {
  if (type === 'Number' && raw.trim())
    return longNumber(raw) ?? formattedNumber(format, Number(raw), raw.trim());
  if (type === 'String' && format) return shownText(format, raw);
  if (type === 'DateTime') return isoText(raw);
  if (type === 'Boolean') return raw === '1' ? '是' : raw === '0' ? '否' : '';
  return type === 'Error' ? '' : raw;
}

/** The sheets of a workbook that Excel 2003 wrote as XML, often under the name .xls. Throws `UnreadableFile`. */
export function readXml2003(xml: string): Grid[] {
  const sheets: Grid[] = [];
  const formats = new Map<string, NumberFormat | null>();
  let sheet = newGrid('');
  let [row, column, columns] = [-1, -1, -1];
  /** Styles of what is open: of a cell its own counts, or its row's, or its column's. */
  let [style, rowStyle, cellStyle] = ['', '', ''];
  let columnStyles = new Map<number, string>();
  let type: string | undefined;
  let [inData, inComment, aside, visible] = [false, false, false, false];
  let raw: string[] = [];

  function openCell(attribute: Attribute): void {
    column = placed(attribute, column);
    const across = span(attribute, 'MergeAcross', MAX_COLUMNS);
    const down = span(attribute, 'MergeDown', MAX_FILE_ROWS);
    if (across + down > 0)
      sheet.merges.push({ top: row, left: column, bottom: row + down, right: column + across });
    if (sheet.merges.length > MAX_MERGES) throw tooLarge();
    [raw, type] = [[], undefined];
    cellStyle = of(attribute, 'StyleID') ?? (rowStyle || columnStyles.get(column)) ?? '';
  }
  /** A style may be like another one, which is told before it. */
  function openStyle(attribute: Attribute): void {
    style = of(attribute, 'ID') ?? '';
    formats.set(style, formats.get(of(attribute, 'Parent') ?? '') ?? null);
  }
  function openColumn(attribute: Attribute): void {
    const from = placed(attribute, columns);
    columns = from + span(attribute, 'Span', MAX_COLUMNS);
    if (of(attribute, 'Hidden') === '1') hideColumns(sheet, from, columns);
    const id = of(attribute, 'StyleID');
    if (id) for (let at = from; at <= Math.min(columns, MAX_COLUMNS); at++) columnStyles.set(at, id);
  }

  readXml(xml, {
    open: (tag, attribute) => {
      if (tag === 'Worksheet') {
        sheet = newGrid((of(attribute, 'Name') ?? '').slice(0, MAX_NAME));
        sheets.push(sheet);
        [row, column, columns, columnStyles] = [-1, -1, -1, new Map()];
        if (sheets.length > MAX_SHEETS) throw tooLarge();
      } else if (tag === 'Style') openStyle(attribute);
      else if (tag === 'NumberFormat') formats.set(style, parseNumberFormat(of(attribute, 'Format') ?? ''));
      else if (tag === 'Column') openColumn(attribute);
      else if (tag === 'Row') {
        [row, column, rowStyle] = [placed(attribute, row), -1, of(attribute, 'StyleID') ?? ''];
        if (of(attribute, 'Hidden') === '1' || of(attribute, 'Height') === '0') sheet.hiddenRows.add(row);
      } else if (tag === 'Cell') openCell(attribute);
      else if (tag === 'Comment') inComment = true;
      else if (tag === 'PhoneticText') aside = true;
      else if (tag === 'Visible') visible = true;
      else if (tag === 'Data' && !inComment) [inData, type] = [true, of(attribute, 'Type')];
    },
    text: (text) => {
      if (inData && !aside) raw.push(text);
      else if (visible && /hidden/i.test(text)) sheet.hidden = true;
    },
    close: (tag) => {
      if (tag === 'Data' && inData) inData = false;
      else if (tag === 'Comment') inComment = false;
      else if (tag === 'PhoneticText') aside = false;
      else if (tag === 'Visible') visible = false;
      else if (tag === 'Cell') {
        if (type === 'Error') sheet.errors += 1;
        put(sheet, row, column, cellValue(type, raw.join(''), formats.get(cellStyle) ?? null));
        // Behind a block that is merged sideways comes the next column.
        column = Math.max(
          column,
          sheet.merges.findLast(({ top, left }) => top === row && left === column)?.right ?? 0,
        );
        [raw, type] = [[], undefined];
      }
    },
  });
  return sheets;
}
