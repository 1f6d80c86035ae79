import { expect, test } from 'vitest';
import { ods, workbookOf, xml2003 } from '../../../modules/imports/fixtures/sheets.ts';
import { stylesXml } from '../../../modules/imports/fixtures/workbook.ts';
import { readTable } from './table.ts';

const CODES = ['000000', '#,##0"元/天"', '#,##0.00', '@"人"', 'yyyy-mm-dd', '[<0]"无";0"%"'];
const rowOf = (bytes: Buffer) => readTable(bytes).sheets[0]!.rows[0]!.cells;
const escaped = (code: string) => code.replaceAll('"', '&quot;').replaceAll('<', '&lt;');

test('a workbook', () => {
  const styles = { 'xl/styles.xml': stylesXml(CODES) };
  const row = [
    { raw: '123', style: 1 },
    { raw: '1200', style: 2 },
    { raw: '1200.5', style: 3 },
    { raw: '三', style: 4, type: 'str' as const },
    { raw: '46357', style: 5 },
    { raw: '5', style: 6 },
    { raw: '123', style: 0 },
    { raw: '420000123456789001', style: 1 },
    { raw: '123', style: 99 },
  ];
  expect(rowOf(workbookOf([{ name: '岗位', rows: [row] }], styles))).toEqual([
    '000123',
    '1,200元/天',
    '1200.5',
    '三人',
    '2026-12-01',
    '5%',
    '123',
    '4.20000123456789001E+17',
    '123',
  ]);
});

test('XML of Excel 2003: by the style of the cell, its row or its column, and what that is like', () => {
  const styles = CODES.map(
    (code, i) => `<Style ss:ID="s${i}"><NumberFormat ss:Format="${escaped(code)}"/></Style>`,
  ).join('');
  const cell = (value: number | string, style = '', type = 'Number') =>
    `<Cell${style && ` ss:StyleID="${style}"`}><Data ss:Type="${type}">${value}</Data></Cell>`;
  const sheet = (rows: string) =>
    xml2003(
      `<Styles>${styles}<Style ss:ID="like" ss:Parent="s0"/><Style ss:ID="cash"><NumberFormat ss:Format="Currency"/></Style></Styles><Worksheet ss:Name="岗位"><Table><Column/><Column ss:StyleID="s1" ss:Span="1"/>${rows}</Table></Worksheet>`,
    );
  const own = `${cell(123, 'like')}${cell(1200)}${cell(1200.5, 's2')}${cell('三', 's3', 'String')}${cell(5, 's5')}${cell(123)}${cell(200, 'cash')}`;
  expect(rowOf(sheet(`<Row>${own}</Row>`))).toEqual([
    '000123',
    '1,200元/天',
    '1200.5',
    '三人',
    '5%',
    '123',
    '200',
  ]);
  expect(
    rowOf(sheet(`<Row ss:StyleID="s0">${cell(7)}${cell(8)}${cell(200, 's1')}</Row><Row>${cell(7)}</Row>`)),
  ).toEqual(['000007', '000008', '200元/天']);
});

test('ODS: what is shown, if it is more than a number', () => {
  const cell = ([value, shown, type = 'float']: [string, string, string?]) =>
    `<table:table-cell office:value-type="${type}" office:value="${value}">${shown && `<text:p>${shown}</text:p>`}</table:table-cell>`;
  const cells: [string, string, string?][] = [
    ['123', '000123'],
    ['1200', '1,200元/天'],
    ['1200.4567', '1,200.46'],
    ['1200.4567', '1 200,46'],
    ['-1200', '(1,200)'],
    ['0.5', '1/2'],
    ['0.5', '.5'],
    ['0.5', '50%'],
    ['123456789012', '1.23E+11'],
    ['123456789012345678', '123456789012345000号'],
    ['7', ''],
    ['123456', '###'],
    ['200', '¥200.00', 'currency'],
  ];
  const row = `<table:table-row>${cells.map(cell).join('')}</table:table-row>`;
  expect(rowOf(ods(`<table:table table:name="岗位">${row}</table:table>`))).toEqual([
    '000123',
    '1,200元/天',
    '1200.4567',
    '1200.4567',
    '-1200',
    '0.5',
    '0.5',
    '0.5',
    '123456789012',
    '1.23456789012346E+17',
    '7',
    '123456',
    '¥200.00',
  ]);
});

test('a page: by the format that a cell’s tag says to spreadsheet programs', () => {
  const cells = [
    `<td style="mso-number-format:'000000'">123</td>`,
    String.raw`<td style='mso-number-format:"\#\,\#\#0\0022元\/天\0022"'>1200</td>`,
    '<td style="color:red; mso-number-format:000000; height:1px">123</td>',
    '<td style="vnd.ms-excel.numberformat:000000">000123</td>',
    String.raw`<td style="mso-number-format:\@">00123</td>`,
    `<td style="mso-number-format:'0&quot;人&quot;'">5</td>`,
    `<td style="mso-number-format:'0&quot;人&quot;'">5人</td>`,
    `<td x:num="4500" style="mso-number-format:'0.0,&quot;千&quot;'">4.5千</td>`,
    `<td x:num style="mso-number-format:'000000'">45</td>`,
    '<td style="mso-number-format:Percent">0.5</td>',
    `<td style="mso-number-format:'000000'">123456789012345678</td>`,
    '<td>123</td>',
  ];
  expect(rowOf(Buffer.from(`<table><tr>${cells.join('')}</tr></table>`))).toEqual([
    '000123',
    '1,200元/天',
    '000123',
    '000123',
    '00123',
    '5人',
    '5人',
    '4.5千',
    '45',
    '0.5',
    '123456789012345678',
    '123',
  ]);
});
