import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { expect, test, vi } from 'vitest';
import { POSTINGS } from '../../../modules/imports/columns/postings.ts';
import { saying } from '../../../modules/imports/fixtures/saying.ts';
import { compound, lockedZip, ods, workbookOf, xml2003 } from '../../../modules/imports/fixtures/sheets.ts';
import { zip } from '../../../modules/imports/fixtures/workbook.ts';
import { wordsOf } from '../../../words/words.ts';
import { findRows } from '../sheets.ts';
import { readHtml } from './html.ts';
import type { RefusedKind } from './limits.ts';
import { readTable } from './table.ts';

const TABLE = [
  ['岗位', '用工单位', '人数', '工资'],
  ['装卸工', '闽江快运公司', '3', '200元/天'],
  ['保洁员', '晴川家政公司', '5', '150元/天'],
];
const text = (separator: string, end = '\n') => TABLE.map((row) => row.join(separator)).join(end);
const marked = (mark: number[], codec: string, what = text(',')) =>
  Buffer.concat([Buffer.from(mark), iconv.encode(what, codec)]);
/** With 一, one byte of which is zero. */
const WITH_ONE = text(',').replaceAll('保洁员', '一线保洁员');
const rows = (wrap: (cell: string) => string) => TABLE.map((row) => row.map(wrap).join(''));
const html = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><style>td { color: red }</style></head><body><table border=1>${rows(
  (cell) => `<td class=a>${cell}</td>`,
)
  .map((row) => `<tr>${row}</tr>`)
  .join('\n')}</table></body></html>`;
const sheet2003 = `<Worksheet ss:Name="岗位"><Table>${rows(
  (cell) => `<Cell><Data ss:Type="String">${cell}</Data></Cell>`,
)
  .map((row) => `<Row>${row}</Row>`)
  .join('')}</Table></Worksheet>`;
const odsTable = `<table:table table:name="岗位">${rows(
  (cell) => `<table:table-cell office:value-type="string"><text:p>${cell}</text:p></table:table-cell>`,
)
  .map((row) => `<table:table-row>${row}</table:table-row>`)
  .join(
    '',
  )}<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`;
const traditional = text(',')
  .replaceAll('岗位', '崗位')
  .replaceAll('用工单位', '用工單位')
  .replaceAll('人数', '人數')
  .replaceAll('工资', '工資')
  .replaceAll('装', '裝')
  .replaceAll('员', '員')
  .replaceAll('闽江快运', '閩江快運');

test.each<[string, string, () => Buffer]>([
  ['XLSX', 'XLSX', () => workbookOf([{ name: '岗位', rows: TABLE }])],
  ['ODS', 'ODS', () => ods(odsTable)],
  [
    'a flat ODS',
    'ODS',
    () =>
      Buffer.from(
        `<?xml version="1.0"?><office:document><office:body><office:spreadsheet>${odsTable}</office:spreadsheet></office:body></office:document>`,
      ),
  ],
  ['a page called .xls', 'HTML', () => Buffer.from(html)],
  ['a page called .xls, in GBK', 'HTML', () => iconv.encode(html, 'gbk')],
  [
    'a page of a table alone',
    'HTML',
    () => Buffer.from(html.replace(/^.*?<table/s, '<table').replace(/<\/table>.*/s, '')),
  ],
  ['XML of Excel 2003 called .xls', 'XML', () => xml2003(sheet2003)],
  ['commas', 'UTF-8', () => Buffer.from(text(','))],
  ['semicolons', 'UTF-8', () => Buffer.from(text(';'))],
  ['tabs', 'UTF-8', () => Buffer.from(text('\t'))],
  ['bars', 'UTF-8', () => Buffer.from(text('|'))],
  ['wide bars', 'UTF-8', () => Buffer.from(text('｜'))],
  ['Chinese commas', 'UTF-8', () => Buffer.from(text('，'))],
  ['Chinese semicolons', 'UTF-8', () => Buffer.from(text('；'))],
  ['a line that names the separator', 'UTF-8', () => Buffer.from(`sep=|\r\n${text('|')}`)],
  ['CR alone', 'UTF-8', () => Buffer.from(text(',', '\r'))],
  ['CRLF, then LF', 'UTF-8', () => Buffer.from(text(',').replace('\n', '\r\n'))],
  ['UTF-8 with a mark', 'UTF-8 (BOM)', () => marked([0xef, 0xbb, 0xbf], 'utf8')],
  ['UTF-16 LE with a mark', 'UTF-16 LE', () => marked([0xff, 0xfe], 'utf16le')],
  ['UTF-16 BE with a mark', 'UTF-16 BE', () => marked([0xfe, 0xff], 'utf16-be')],
  ['UTF-16 LE without a mark', 'UTF-16 LE', () => iconv.encode(WITH_ONE, 'utf16le')],
  ['UTF-16 BE without a mark', 'UTF-16 BE', () => iconv.encode(WITH_ONE, 'utf16-be')],
  ['GBK', 'GB18030', () => iconv.encode(text(','), 'gbk')],
  ['Big5', 'Big5', () => iconv.encode(traditional, 'big5')],
])('read whole: %s', (_, encoding, bytes) => {
  const table = readTable(bytes());
  const found = findRows(table.sheets, POSTINGS);
  expect(table.encoding).toBe(encoding);
  expect(found.headers).toHaveLength(4);
  expect(found.rows.map(({ cells }) => cells.slice(2))).toEqual([
    ['3', '200元/天'],
    ['5', '150元/天'],
  ]);
  expect(found.rows[1]!.cells[0]).toMatch(/保洁员|保洁員/);
});

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUg==', 'base64');
const latin = (head: string) => Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(600)]);
test.each<[string, RefusedKind, () => Buffer]>([
  ['nothing', 'empty', () => Buffer.alloc(0)],
  ['.xls', 'oldWorkbook', () => compound('Workbook')],
  ['.xls of Excel 95', 'oldWorkbook', () => compound('Book')],
  ['.xls of Excel 4', 'oldWorkbook', () => latin('\x09\x04\x06\x00')],
  ['.et', 'oldWorkbook', () => compound('Workbook')],
  ['.xlsx with a password', 'locked', () => compound('EncryptedPackage')],
  [
    '.ods with a password',
    'locked',
    () =>
      zip({
        mimetype: Buffer.from('application/vnd.oasis.opendocument.spreadsheet'),
        'content.xml': Buffer.from('?'),
        'META-INF/manifest.xml': Buffer.from('<manifest:encryption-data/>'),
      }),
  ],
  ['.zip with a password', 'locked', lockedZip],
  ['.doc', 'document', () => compound('WordDocument')],
  [
    '.docx',
    'document',
    () => zip({ '[Content_Types].xml': Buffer.from('<x/>'), 'word/document.xml': Buffer.from('<x/>') }),
  ],
  ['.rtf', 'document', () => Buffer.from('{\\rtf1 岗位}')],
  [
    '.pptx',
    'slides',
    () => zip({ '[Content_Types].xml': Buffer.from('<x/>'), 'ppt/presentation.xml': Buffer.from('<x/>') }),
  ],
  [
    '.odt',
    'otherOpen',
    () =>
      zip({
        mimetype: Buffer.from('application/vnd.oasis.opendocument.text'),
        'content.xml': Buffer.from('<x/>'),
      }),
  ],
  [
    '.xlsb',
    'binaryWorkbook',
    () => zip({ '[Content_Types].xml': Buffer.from('<x/>'), 'xl/workbook.bin': Buffer.alloc(9) }),
  ],
  ['.numbers', 'numbers', () => zip({ 'Index/Document.iwa': Buffer.alloc(9) })],
  ['.zip of workbooks', 'packed', () => zip({ '岗位.xlsx': Buffer.from('x') })],
  ['.rar', 'packed', () => latin('Rar!\x1a\x07')],
  ['.7z', 'packed', () => latin('7z\xbc\xaf\x27\x1c')],
  ['.gz', 'packed', () => latin('\x1f\x8b\x08')],
  ['.tar', 'packed', () => Buffer.concat([Buffer.alloc(257, 0x61), Buffer.from('ustar'), Buffer.alloc(300)])],
  ['PDF', 'pdf', () => Buffer.from('%PDF-1.7 ...')],
  ['PDF called .xlsx, with something before it', 'pdf', () => Buffer.from('\n\n%PDF-1.4')],
  ['PNG', 'picture', () => png],
  ['JPEG', 'picture', () => latin('\xff\xd8\xff\xe0')],
  ['WEBP', 'picture', () => latin('RIFF\x10\0\0\0WEBPVP8 ')],
  ['HEIC', 'picture', () => latin('\0\0\0\x18ftypheic')],
  ['BMP', 'picture', () => latin('BM')],
  ['a page kept as mail', 'mail', () => Buffer.from('MIME-Version: 1.0\nContent-Type: multipart/related')],
  ['JSON', 'json', () => Buffer.from(JSON.stringify([{ 岗位: '装卸工', 人数: 3 }]))],
  ['XML of something else', 'otherMarkup', () => Buffer.from('<?xml version="1.0"?><jobs><job/></jobs>')],
  ['a page without a table', 'noTable', () => Buffer.from('<html><body>请登录</body></html>')],
  ['words', 'oneColumn', () => Buffer.from('招装卸工三名\n工资每天两百\n电话问王师傅')],
  ['columns of spaces', 'oneColumn', () => Buffer.from(text('   '))],
  ['a quote without end', 'quotes', () => Buffer.from('岗位,公司\n"装卸工,甲\n保安,乙')],
  [
    'Shift-JIS',
    'encoding',
    () => iconv.encode('職種,会社\nカタカナのしごと,ひらがなのかいしゃ\n', 'shift_jis'),
  ],
  [
    'EUC-JP',
    'encoding',
    () => iconv.encode('しごと,かいしゃ\nひらがなのしごと,ひらがなのかいしゃ\n', 'euc-jp'),
  ],
  ['Latin letters with marks', 'encoding', () => iconv.encode('métier,société\nmaçon,été\n', 'latin1')],
  ['zero bytes', 'other', () => Buffer.from('岗位,公司\n装卸工\0,甲\n')],
  ['a program', 'other', () => latin('\x7fELF\x02\x01\x01')],
])('refused, with what to do: %s', (_, kind, bytes) => {
  expect(() => readTable(bytes())).toThrow(saying(wordsOf('imports').refused[kind]));
});

test('the page about imports says of each kind what one is told', () => {
  const page = readFileSync(new URL('../../../../../../docs/imports.md', import.meta.url), 'utf8');
  for (const sentence of Object.values(wordsOf('imports').refused)) expect(page).toContain(sentence);
});

test.each<[string, string]>([
  ['`<` and no `>`', '<'.repeat(20_000)],
  ['`<` before one `>` at the end', `${'<'.repeat(20_000)}>`],
  ['names that never close', '<a '.repeat(7_000)],
])('a page is looked through once: %s', (_, html) => {
  const look = vi.spyOn(String.prototype, 'indexOf');
  let looked = 0;
  look.mockImplementation(function (this: string, what: string, from = 0) {
    let at = from;
    while (at < this.length && !this.startsWith(what, at)) at += 1;
    looked += at - from;
    return at < this.length ? at : -1;
  });
  try {
    readHtml(`<table><tr><td>${html}`);
  } finally {
    look.mockRestore();
  }
  expect(looked).toBeLessThan(3 * html.length);
});
