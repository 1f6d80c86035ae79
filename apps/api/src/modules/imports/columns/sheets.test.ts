import { SHEET_LINES } from '@linggong/contracts/import.ts';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../../platform/sheets/read/table.ts';
import { findRows } from '../../../platform/sheets/sheets.ts';
import { seededPlaces } from '../fixtures/places.ts';
import { ods, workbookOf, xml2003 } from '../fixtures/sheets.ts';
import { POSTINGS } from './postings.ts';
import { recogniseColumns } from './recognise.ts';

const findPlace = seededPlaces();
const HEAD = ['岗位', '用工单位', '人数', '工资'];
const LOADER = ['装卸工', '闽江快运', '3', '200元/天'];
const CLEANER = ['保洁员', '晴川家政', '5', '150元/天'];
const COOK = ['厨师', '江北小馆', '1', '6000元/月'];

function read(bytes: Buffer) {
  const whole = findRows(readTable(bytes).sheets, POSTINGS);
  const columns = recogniseColumns(whole, findPlace, whole.hiddenColumns);
  return {
    ...whole,
    said: whole.said.join('\n'),
    titles: whole.rows.map(({ cells }) => cells[0]),
    fields: columns.map(({ field }) => field),
  };
}
const csv = (...rows: string[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\n'));

describe('sheets', () => {
  test('of the same columns are all read, in the order of the file, also where the columns stand in another order', () => {
    const turned = [HEAD.toReversed(), CLEANER.toReversed()];
    const found = read(
      workbookOf([
        { name: '福州', rows: [HEAD, LOADER] },
        { name: '重庆', rows: turned },
        { name: '天津', rows: [['天津的岗位'], HEAD, COOK, LOADER] },
      ]),
    );
    expect(found.sheets).toEqual(['福州', '重庆', '天津']);
    expect(found.rows.map(({ cells }) => cells)).toEqual([LOADER, CLEANER, COOK, LOADER]);
    expect(found.rows.map(({ line }) => line)).toEqual([
      2,
      SHEET_LINES + 2,
      2 * SHEET_LINES + 3,
      2 * SHEET_LINES + 4,
    ]);
    expect(found.said).toMatch(/「天津」.*第 1 行“天津的岗位”/);
  });
  test('of other columns are named, and what isn’t a table of postings too', () => {
    const found = read(
      workbookOf([
        { name: '填表说明', rows: [['一、请如实填写'], ['二、每月 5 日前报送']] },
        { name: '岗位', rows: [HEAD, LOADER, CLEANER] },
        {
          name: '宿舍',
          rows: [
            ['宿舍', '地址', '电话'],
            ['一号楼', '工业路', '1'],
          ],
        },
        { name: '图', kind: 'chartsheet', xml: '<chartsheet/>' },
        { name: '框', kind: 'dialogsheet', xml: '<dialogsheet/>' },
        { name: '空' },
      ]),
    );
    expect(found.titles).toEqual(['装卸工', '保洁员']);
    expect(found.sheets).toEqual([]);
    expect(found.said).toMatch(/「宿舍」的列不一样，1 行没有读/);
    expect(found.said).toMatch(/「填表说明」/);
    expect(found.said).not.toMatch(/「图」|「框」|「空」/);
  });
  test.each(['hidden', 'veryHidden'] as const)(
    '%s: its rows of the same columns are hidden, others are named',
    (state) => {
      const found = read(
        workbookOf([
          { name: '旧', state, rows: [HEAD, COOK, COOK, COOK] },
          { name: '岗位', rows: [HEAD, LOADER] },
          {
            name: '内部',
            state,
            rows: [
              ['姓名', '电话', '地址'],
              ['王', '1', '路'],
            ],
          },
        ]),
      );
      expect(found.rows.map(({ cells, hidden }) => [cells[0], hidden === true])).toEqual([
        ['厨师', true],
        ['厨师', true],
        ['厨师', true],
        ['装卸工', false],
      ]);
      expect(found.said).toMatch(/隐藏的「内部」的列不一样/);
    },
  );
  test('a workbook of charts alone, or of nothing, has no rows', () => {
    expect(read(workbookOf([{ name: '图', kind: 'chartsheet', xml: '<chartsheet/>' }])).rows).toEqual([]);
    expect(read(workbookOf([{ name: '空' }])).rows).toEqual([]);
  });
});

describe('what is hidden', () => {
  test('rows that are hidden or filtered out are marked; columns are left out and named', () => {
    const found = read(
      workbookOf([
        { name: '岗位', rows: [HEAD, LOADER, CLEANER, COOK], hiddenRows: [3], hiddenColumns: [4] },
      ]),
    );
    expect(found.rows.map(({ hidden }) => hidden === true)).toEqual([false, true, false]);
    expect(found.fields).toEqual(['title', 'employerName', 'headcount', 'ignore']);
    expect(found.said).toMatch(/「工资」是隐藏的列/);
  });
  test('in a page, in XML of 2003 and in ODS too', () => {
    const cell = (text: string) => `<Cell><Data ss:Type="String">${text}</Data></Cell>`;
    const row = (cells: string[], more = '') => `<Row${more}>${cells.map(cell).join('')}</Row>`;
    const xml = `<Worksheet ss:Name="一"><Table><Column ss:Index="4" ss:Hidden="1"/>${row(HEAD)}${row(LOADER)}${row(COOK, ' ss:Hidden="1"')}</Table></Worksheet><Worksheet ss:Name="二"><Table>${row(HEAD)}${row(CLEANER)}</Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>`;
    const page = `<table>${[HEAD, LOADER, COOK].map((cells, i) => `<tr${i === 2 ? " style='display:none'" : ''}>${cells.map((text) => `<td>${text}`).join('')}`).join('')}</table>`;
    const odsRow = (cells: string[], more = '') =>
      `<table:table-row${more}>${cells.map((text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`).join('')}</table:table-row>`;
    const sheet = `<table:table table:name="一"><table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>${odsRow(HEAD)}${odsRow(LOADER)}${odsRow(COOK, ' table:visibility="filter"')}</table:table>`;
    const hiddenIn = (bytes: Buffer) =>
      read(bytes).rows.map(({ cells, hidden }) => `${cells[0]}${hidden ? '隐' : ''}`);
    expect(hiddenIn(xml2003(xml))).toEqual(['装卸工', '厨师隐', '保洁员隐']);
    expect(read(xml2003(xml)).fields[3]).toBe('ignore');
    expect(hiddenIn(Buffer.from(page))).toEqual(['装卸工', '厨师隐']);
    expect(hiddenIn(ods(sheet))).toEqual(['装卸工', '厨师隐']);
    expect(read(ods(sheet)).fields[3]).toBe('ignore');
  });
});

describe('headers', () => {
  const TWO = [
    ['岗位', '用工单位', '工作地点', '', '薪资', ''],
    ['', '', '县', '乡', '金额', '单位'],
    ['装卸工', '闽江快运', '江达县', '岗托镇', '200', '天'],
  ];
  const FIELDS = ['title', 'employerName', 'region', 'region', 'pay', 'payUnit'];
  test('of two lines are read together, and said', () => {
    const found = read(csv(['六月用工需求'], ...TWO));
    expect(found.fields).toEqual(FIELDS);
    expect(found.headers).toEqual([
      '岗位',
      '用工单位',
      '工作地点 县',
      '工作地点 乡',
      '薪资 金额',
      '薪资 单位',
    ]);
    expect(found.titles).toEqual(['装卸工']);
    expect(found.said).toMatch(/表头有两行/);
  });
  test('merged sideways and downwards likewise', () => {
    const rows = TWO.map((row) => row.map((cell) => cell || null));
    const found = read(workbookOf([{ name: '岗位', rows, merges: ['A1:A2', 'B1:B2', 'C1:D1', 'E1:F1'] }]));
    expect(found.fields).toEqual(FIELDS);
    expect(found.titles).toEqual(['装卸工']);
  });
  test('under names of groups the second line names the columns', () => {
    const found = read(
      csv(
        ['基本信息', '', '', '待遇', ''],
        ['岗位', '用工单位', '人数', '工资', '结算方式'],
        [...LOADER, '日结'],
      ),
    );
    expect(found.fields).toEqual(['title', 'employerName', 'headcount', 'pay', 'settlement']);
  });
  test('a posting with little in it is no second line', () => {
    const found = read(
      csv(['岗位', '用工单位', '', '工资'], ['保洁', '甲店', '城关', '面议'], ['保安', '乙店', '', '面议']),
    );
    expect(found.titles).toEqual(['保洁', '保安']);
    expect(found.said).not.toMatch(/两行/);
  });
});

describe('several tables on a sheet', () => {
  test('of the same columns are read, with titles between and columns in another order', () => {
    const found = read(
      csv(
        ['一、福州'],
        HEAD,
        LOADER,
        [],
        ['二、重庆'],
        HEAD,
        CLEANER,
        [],
        HEAD.toReversed(),
        COOK.toReversed(),
      ),
    );
    expect(found.rows.map(({ cells }) => cells)).toEqual([LOADER, CLEANER, COOK]);
    expect(found.rows.map(({ line }) => line)).toEqual([3, 7, 10]);
  });
  test('of other columns: said from which row on', () => {
    const found = read(
      csv(HEAD, LOADER, CLEANER, [], ['联系人', '联系电话', '地址'], ['王', '13800138000', '工业路']),
    );
    expect(found.titles).toEqual(['装卸工', '保洁员']);
    expect(found.said).toMatch(/第 6 行起是另一张表，列不一样，1 行没有读/);
  });
});

test.each([
  [['备注', '以上均为日结']],
  [['合计', '', '8']],
  [['填表人：张三', '', '电话：13800138000']],
  [['联系人：李四']],
  [['', '', '备注：以上长期有效']],
  [['说明：', '面试带身份证']],
  [['单位盖章']],
])('below the table, and quoted: %j', (below) => {
  const found = read(csv(HEAD, LOADER, CLEANER, below));
  expect(found.titles).toEqual(['装卸工', '保洁员']);
  expect(found.said).toContain(`第 4 行“${below.filter(Boolean)[0]}`);
});

describe('cells', () => {
  const at = (cells: string) =>
    `<?xml version="1.0"?><worksheet><sheetData><row r="1">${HEAD.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row><row r="2">${cells}</row></sheetData></worksheet>`;
  const one = (cells: string, more: Record<string, string> = {}) =>
    read(workbookOf([{ name: '岗位', xml: at(cells) }], more));
  test('rich text without its form, and without how it is pronounced', () => {
    const shared =
      '<sst><si><r><rPr><b/></rPr><t>装卸</t></r><r><t>工</t></r><rPh sb="0" eb="1"><t>zhuang xie</t></rPh></si></sst>';
    const inline =
      '<c t="inlineStr"><is><r><t>闽江</t></r><r><t>快运</t></r><rPh sb="0" eb="1"><t>min</t></rPh></is></c>';
    const found = one(`<c t="s"><v>0</v></c>${inline}<c t="b"><v>1</v></c>`, {
      'xl/sharedStrings.xml': shared,
    });
    expect(found.rows[0]?.cells).toEqual(['装卸工', '闽江快运', '是']);
  });
  test('errors and formulas without a value are empty, and counted', () => {
    const found = one(
      '<c t="str"><v>装卸工</v></c><c t="str"><f>A1</f><v>闽江快运</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>SUM(A1)</f></c>',
    );
    expect(found.rows[0]?.cells).toEqual(['装卸工', '闽江快运']);
    expect(found.said).toMatch(/1 格是错误值/);
    expect(found.said).toMatch(/1 格公式没有存下结果/);
  });
  test('a block merged over rows and columns speaks for all of its rows', () => {
    const rows = [HEAD, LOADER, [null, null, '5', '150元/天'], [null, null, '1', '100元/天']];
    const found = read(workbookOf([{ name: '岗位', rows, merges: ['A2:A4', 'B2:B4'] }]));
    expect(found.rows.map(({ cells }) => cells.slice(0, 2))).toEqual(
      [LOADER, LOADER, LOADER].map((row) => row.slice(0, 2)),
    );
  });
});
