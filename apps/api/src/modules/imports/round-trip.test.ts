import type { ImportPreview } from '@linggong/contracts/import.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportDesk, importDesk } from './fixtures/desk.ts';
import { readFresh } from './fixtures/read.ts';
import { workbook } from './fixtures/workbook.ts';

let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await importDesk(server);
});
afterAll(() => server.close());

const HEADER = '岗位编号,岗位,企业,工作地点,联系电话,年龄,薪资';
const FILE = [
  HEADER,
  '00123,保洁,甲店,城东路 1 号,13900139001,18-45,150元/天',
  '00124,装卸工,,城西路 2 号,+86 139 0013 9002,8-12,200元/天',
  '-A7,保安,,城南路 3 号,0895-4821234,18-50,180元/天',
].join('\n');

async function leftOut(id: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/v1/imports/${id}/errors.csv`, {
    headers: { cookie: desk.client.cookie() },
  });
  return Buffer.from(await answer.arrayBuffer()).toString('utf8');
}
/** What a person sees of the list in a spreadsheet program: marks that protect a text are no part of it. */
const opened = (csv: string): string[][] =>
  (parse(csv.replace('\uFEFF', '')) as string[][]).map((row) =>
    row.map((cell) => cell.replace(/^="(.*)"$/, '$1')),
  );
const EMPLOYER = 5;
/** Names the employers that were missing. */
const corrected = (rows: string[][]) =>
  rows.map((row, at) => (at === 0 ? row : row.with(EMPLOYER, row[EMPLOYER] || `补上的单位${at}`)));

type Saved = (rows: string[][]) => Buffer;
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const lines = (rows: string[][], write: (cell: string) => string, end: string) =>
  rows.map((row) => row.map(write).join(',')).join(end);
const plainCell = (cell: string) => (/[",\n]/.test(cell) ? quoted(cell) : cell);

const gbk: Saved = (rows) => iconv.encode(lines(rows, plainCell, '\r\n'), 'gbk');

describe('the list of what was left out, corrected and brought back', () => {
  const source = '来回';
  let list: string[][];
  beforeAll(async () => {
    const first = await desk.upload(Buffer.from(FILE), source);
    expect(first.import.counts).toMatchObject({ new: 1, error: 2 });
    await desk.run(first.import.id);
    list = opened(await leftOut(first.import.id));
    expect(list[0]!.slice(0, 4)).toEqual(['行号', '结果', '原因', '岗位编号']);
  });

  test.each<[string, Saved]>([
    ['as UTF-8 without its mark', (rows) => Buffer.from(lines(rows, plainCell, '\n'))],
    ['as a spreadsheet program of here saves it', gbk],
    ['with everything in quotes', (rows) => Buffer.from(`\uFEFF${lines(rows, quoted, '\r\n')}`)],
    [
      'as tabs in UTF-16',
      (rows) => iconv.encode(rows.map((row) => row.join('\t')).join('\r\n'), 'utf16le', { addBOM: true }),
    ],
    ['as a workbook', (rows) => workbook(rows)],
    [
      'without 结果 and 原因',
      (rows) =>
        Buffer.from(
          lines(
            rows
              .map(([line, , , ...cells]) => [line!, '结果', ...cells])
              .map((row, at) => (at === 0 ? row : row.with(1, '没法导入'))),
            plainCell,
            '\n',
          ),
        ),
    ],
  ])('%s', (how, save) => {
    const again = readFresh(save(corrected(list)), `来回 ${how}`);
    expect(again.rows.map(({ outcome, errors }) => [outcome, errors])).toEqual(Array(2).fill(['new', []]));
    expect(again.rows.map(({ externalId }) => externalId)).toEqual(['00124', '-A7']);
    expect(again.columns.filter(({ why }) => why === 'own').length).toBeGreaterThan(1);
    expect(again.rows.map(({ posting }) => [posting.title, posting.description])).toEqual([
      ['装卸工', ''],
      ['保安', ''],
    ]);
    expect(again.rows[1]!.posting.conditions).toMatchObject({ minAge: 18, maxAge: 50 });
    expect(again.rows[0]!.contactPhone).toBe('+8613900139002');
  });

  test('brings what was left out, once', async () => {
    const again: ImportPreview = await desk.upload(gbk(corrected(list)), source);
    expect(again.import.counts).toMatchObject({ rows: 2, new: 2, error: 0 });
    expect(again.rows.map(({ externalId }) => externalId)).toEqual(['00124', '-A7']);
    const stored = await server.deps.models.importRows
      .find({ line: again.rows[0]!.line, externalId: '00124' })
      .lean();
    expect(stored.at(-1)!.contactPhone).toBe('+8613900139002');
    expect((await desk.run(again.import.id)).counts.imported).toBe(2);
    // The whole file with the same corrections brings nothing more; nor does the list a second time.
    const whole = corrected([['', '', '', ...HEADER.split(',')], ...list.slice(1)]).map((row) =>
      row.slice(3),
    );
    const third = await desk.upload(Buffer.from(lines(whole, plainCell, '\n')), source);
    expect(third.rows.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate']);
    const fourth = await desk.upload(workbook(corrected(list)), source);
    expect(fourth.rows.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate']);
  });

  test('what comes back with faults gets our columns once, and no more marks', async () => {
    const first = await desk.upload(Buffer.from(FILE), '来回两次');
    const list = await leftOut(first.import.id);
    const second = await desk.upload(Buffer.from(list), '来回两次');
    const again = await leftOut(second.import.id);
    expect(opened(again)[0]).toEqual(opened(list)[0]);
    expect(opened(again).map((row) => row.slice(3))).toEqual(opened(list).map((row) => row.slice(3)));
    expect(again).not.toContain("''");
  });
});

test('what a spreadsheet program would save otherwise is protected from it', async () => {
  const { import: item } = await desk.upload(Buffer.from(FILE), '保护');
  const list = await leftOut(item.id);
  expect(list).toContain('"=""00124"""');
  expect(list).toContain('"=""8-12"""');
  expect(list).toContain("'+86 139 0013 9002");
  expect(list).toContain("'-A7");
});
