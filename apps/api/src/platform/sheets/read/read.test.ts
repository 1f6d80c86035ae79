import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { titledWorkbook } from '../../../modules/imports/fixtures/files.ts';
import { saying } from '../../../modules/imports/fixtures/saying.ts';
import { workbook, workbookParts, zip } from '../../../modules/imports/fixtures/workbook.ts';
import { MAX_FILE_ROWS } from './limits.ts';
import { readTable } from './table.ts';
import { openArchive } from './zip.ts';

const TEXT = '编号,岗位\n1,喆䶮装卸工';
/** The last sheet of a file, which most have no other beside. */
const tableOf = (bytes: Buffer) => {
  const { encoding, sheets } = readTable(bytes);
  return { encoding, rows: sheets.at(-1)!.rows };
};
const cellsOf = async (bytes: Buffer) => tableOf(bytes).rows.map((row) => row.cells);

describe('encodings', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 (BOM)', Buffer.from(`\uFEFF${TEXT}`)],
    ['GB18030', iconv.encode(TEXT, 'gb18030')],
    ['UTF-16 LE', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(TEXT, 'utf16le')])],
    ['UTF-16 BE', Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(TEXT, 'utf16-be')])],
    ['UTF-16 LE', iconv.encode(TEXT, 'utf16le')],
    ['UTF-16 BE', iconv.encode(TEXT, 'utf16-be')],
  ])('%s', async (encoding, bytes) => {
    const table = tableOf(bytes);
    expect(table.encoding).toBe(encoding);
    expect(table.rows[1]?.cells).toEqual(['1', '喆䶮装卸工']);
  });

  test('GBK, as Excel in China saves CSV', async () => {
    expect(await cellsOf(iconv.encode('岗位,人数\r\n砌砖工,3\r\n', 'gbk'))).toEqual([
      ['岗位', '人数'],
      ['砌砖工', '3'],
    ]);
  });
});

describe('CSV', () => {
  test.each([
    ['comma', 'a,b,c\n1,2,3', ['1', '2', '3']],
    ['semicolon with commas in words', 'a;b\n一,二;三', ['一,二', '三']],
    ['tab', 'a\tb\n1\t', ['1']],
    ['a line that names the delimiter', 'sep=;\na;b\n1;2', ['1', '2']],
    ['a quote in the middle of a word', 'a,b\n5"管,x', ['5"管', 'x']],
    ['a word in quotes at the beginning of a cell', 'a,b\n"大"仓库搬运,x', ['"大"仓库搬运', 'x']],
    ['such a word, and blanks', 'a,b\n "大" 仓库 "小" 搬运 ,x', ['"大" 仓库 "小" 搬运', 'x']],
    ['quoted cells with blanks around them', 'a,b\n "大,""小""" , "x" ', ['大,"小"', 'x']],
    ['quoted cells with blanks between tabs', 'a\tb\n"大\t小" \tx', ['大\t小', 'x']],
    [
      'quotes, commas and line ends in a cell',
      'a,b\n"第一行\n第""二""行, 完",x',
      ['第一行\n第"二"行, 完', 'x'],
    ],
  ])('%s', async (_, text, last) => {
    expect((await cellsOf(Buffer.from(text))).at(-1)).toEqual(last);
  });

  test('rows are numbered as a spreadsheet program shows them, blank ones too', async () => {
    const { rows } = tableOf(Buffer.from('a,b\n\n"x\ny",1\n2,3'));
    expect(rows.map((row) => [row.line, row.cells.length])).toEqual([
      [1, 2],
      [2, 0],
      [3, 2],
      [4, 2],
    ]);
  });
});

describe('XLSX', () => {
  test('dates, formulas by value, and cells merged downwards in each row', async () => {
    const { encoding, rows } = tableOf(titledWorkbook());
    expect(encoding).toBe('XLSX');
    expect(rows[0]?.cells).toEqual(['福建省对口支援昌都岗位需求表（2026 年第 4 批）']);
    expect(rows[6]?.cells).toEqual([
      '榕城纺织厂',
      '质检员',
      '福建省福州市长乐区工业路 8 号',
      '6',
      '4.5',
      '2026-12-01 09:00',
      '2026-12-31',
      '初中以上',
    ]);
    expect(rows[9]?.cells[0]).toBe('鹭岛水产公司');
  });

  test('a title merged over columns is not copied', async () => {
    expect(await cellsOf(workbook([['标题'], ['a', 'b'], ['1', '2']], ['A1:B1']))).toEqual([
      ['标题'],
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
});

describe('what is refused, with a sentence that says why', () => {
  test.each<[string, () => Buffer, RegExp]>([
    ['nothing', () => Buffer.alloc(0), /空的/],
    ['an old or encrypted workbook', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]), /另存为 XLSX/],
    ['a PDF', () => Buffer.from('%PDF-1.7 ...'), /PDF/],
    ['a ZIP that is no workbook', () => zip({ 'a.txt': Buffer.from('hello') }), /压缩包/],
    ['half a workbook', () => titledWorkbook().subarray(0, 900), /坏的/],
    ['bytes of no encoding', () => Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a, 0x80, 0x81]), /编码/],
    ['a quote without end', () => Buffer.from('a,b\n"1,2\n3,4'), /引号/],
    [
      'a quote without end in a long file',
      () => Buffer.from(`a,b\n"1,2\n${'3,4\n'.repeat(150_000)}`),
      /引号/,
    ],
    ['a row that is long', () => Buffer.from(`a,b\n1,${'长'.repeat(150_000)}\n`), /一行太长/],
    ['too many rows', () => Buffer.from('a,b\n'.repeat(MAX_FILE_ROWS + 1)), /行太多/],
    [
      'too many columns',
      () => Buffer.from(Array.from({ length: 201 }, (_, i) => `c${i}`).join(',')),
      /列太多/,
    ],
  ])('%s', async (_, bytes, why) => {
    expect(() => readTable(bytes())).toThrow(saying(why));
  });
});

test('an archive that unpacks to more than it may, or to more than it says, is not unpacked', () => {
  const parts = { ...workbookParts([['a', 'b']]), 'xl/worksheets/sheet9.xml': Buffer.alloc(2_000_000) };
  const part = (bytes: Buffer, limit: number) => openArchive(bytes, limit).part('xl/worksheets/sheet9.xml');
  expect(part(zip(parts), 3_000_000)).toHaveLength(2_000_000);
  expect(() => part(zip(parts), 1_000_000)).toThrow(saying(/太大/));
  expect(() => part(zip(parts, { declared: 100 }), 1_000_000)).toThrow(saying(/太大/));
});

test.each([
  ['CRLF, then LF', 'a,b\r\n1,2\r\n3,4\n5,6\n7,8\n9,0'],
  ['LF, then CRLF', 'a,b\n1,2\n3,4\r\n5,6\r\n7,8\r\n9,0'],
  ['CR alone', 'a,b\r1,2\r3,4\r5,6\r7,8\r9,0'],
  ['only the last one differs', 'a,b\r\n1,2\r\n3,4\r\n5,6\r\n7,8\r\n9,0\n'],
  ['bars between the cells', 'a|b\n1|2\n3|4\n5|6\n7|8\n9|0'],
  ['Chinese commas between the cells', 'a，b\n1，2\n3，4\n5，6\n7，8\n9，0'],
])('no row is swallowed: %s', async (_, text) => {
  const { rows } = tableOf(Buffer.from(text));
  const full = rows.filter(({ cells }) => cells.length > 0);
  expect(full.map(({ cells }) => cells)).toEqual([
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
    ['5', '6'],
    ['7', '8'],
    ['9', '0'],
  ]);
});
test.each([2, 60])('a word in quotes at the beginning of a cell ends no row, of %i', (count) => {
  const lines = Array.from({ length: count }, (_, i) => (i % 2 ? `"小"件,"${i},"` : `"大"仓库搬运,${i}`));
  const { rows } = tableOf(Buffer.from(['a,b', ...lines].join('\n')));
  expect(rows).toHaveLength(count + 1);
  expect(rows[1]!.cells).toEqual(['"大"仓库搬运', '0']);
  expect(rows[2]!.cells).toEqual(['"小"件', '1,']);
});
test('a line break within quotes stays in its cell, whatever the others are', async () => {
  const { rows } = tableOf(Buffer.from('a,b\r\n"1\n2",3\r\n4,5\n'));
  expect(rows.filter(({ cells }) => cells.length > 0).map(({ cells }) => cells)).toEqual([
    ['a', 'b'],
    ['1\n2', '3'],
    ['4', '5'],
  ]);
});
