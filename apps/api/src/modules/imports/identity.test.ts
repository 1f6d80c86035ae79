import type { ImportPreview, ImportRow } from '@linggong/contracts/import.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { startTestServer, type TestServer } from '@linggong/testkit/server.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportDesk, importDesk } from './fixtures/desk.ts';
import { readFresh } from './fixtures/read.ts';
import { type MadeCell, workbook } from './fixtures/workbook.ts';

let server: TestServer;
let desk: ImportDesk;
beforeAll(async () => {
  server = await startTestServer();
  desk = await importDesk(server);
});
afterAll(() => server.close());

const csv = (...lines: string[]) => Buffer.from(lines.join('\n'));
const outcomes = ({ rows }: { rows: readonly Pick<ImportRow, 'outcome'>[] }) =>
  rows.map(({ outcome }) => outcome);
const fields = ({ import: { columns } }: ImportPreview) => columns.map(({ field }) => field);
const bring = async (bytes: Buffer, source: string) => {
  const preview = await desk.upload(bytes, source);
  await desk.run(preview.import.id);
  return preview;
};

describe('编号 that only count the rows', () => {
  const source = '渝昌协作';
  const HEADER = '编号,岗位,企业,工作地点,薪资';
  const march = [
    '1,保洁,渝江物业,渝中区民生路 1 号,150元/天',
    '2,装卸工,渝北快运,渝北区空港路 2 号,200元/天',
    '3,厨师,江北小馆,江北区建新路 3 号,6000元/月',
  ];
  const april = [
    '1,保安,两江酒店,北碚区云泉路 4 号,180元/天',
    '2,缝纫工,巴南服装厂,巴南区龙洲路 5 号,0.8元/件',
    '3,服务员,南岸火锅店,南岸区南坪路 6 号,4500元/月',
  ];

  test('are said to be so, and two months’ files are six gigs', async () => {
    const first = await bring(csv(HEADER, ...march), source);
    expect(first.import.columns[0]).toMatchObject({ field: 'rowNumber', why: 'serial', counts: true });
    const second = await bring(csv(HEADER, ...april), source);
    expect([outcomes(first), outcomes(second)]).toEqual([Array(3).fill('new'), Array(3).fill('new')]);
    expect(await server.deps.models.gigs.countDocuments({ 'source.name': source })).toBe(6);
  });

  test('the same file again brings nothing, also with a row less and numbers moved up', async () => {
    expect(outcomes(await desk.upload(csv(HEADER, ...march), source))).toEqual(Array(3).fill('duplicate'));
    const moved = march.slice(1).map((line, at) => line.replace(/^\d/, String(at + 1)));
    expect(outcomes(await desk.upload(csv(HEADER, ...moved), source))).toEqual(Array(2).fill('duplicate'));
  });

  test('a corrected pay is a change of that row, not one more gig', async () => {
    const [a, b, c] = march;
    const again = await desk.upload(csv(HEADER, a!, b!.replace('200元', '220元'), c!), source);
    expect(outcomes(again)).toEqual(['duplicate', 'changed', 'duplicate']);
    expect(again.rows[1]!.notes[0]).toMatch(/^行号、单位、岗位和地点和岗位 \d{3}-\d{3}相同，工资变了/);
    expect(again.rows[1]!.gigId).not.toBeNull();
  });

  test('elsewhere in the list a like row is one more, and it is said', async () => {
    const line = march[1]!.replace('200元', '220元').replace(/^2/, '3');
    const again = await desk.upload(csv(HEADER, april[0]!, april[1]!, line), source);
    expect(outcomes(again)).toEqual(['duplicate', 'duplicate', 'new']);
    expect(again.rows[2]!.notes[0]).toMatch(/工资不一样。没有编号，看不出是不是改过的同一条/);
  });

  test('the desk may believe them; the sender’s next file is read likewise, and other works stay others', async () => {
    const other = '闽昌协作';
    const preview = await desk.upload(csv(HEADER, ...march), other);
    const mapped = await expectStatus(
      desk.client.put<ImportPreview>(`/imports/${preview.import.id}/mapping`, {
        sourceName: other,
        columns: [{ index: 0, field: 'externalId' }],
      }),
      200,
    );
    expect(mapped.import.columns[0]).toMatchObject({ field: 'externalId', why: 'chosen', counts: true });
    expect(mapped.rows.map(({ externalId }) => externalId)).toEqual(['1', '2', '3']);
    await desk.run(preview.import.id);
    const next = await desk.upload(
      csv(HEADER, april[0]!, march[1]!.replace('200元', '220元'), april[2]!),
      other,
    );
    expect(next.import.columns[0]).toMatchObject({ field: 'externalId', why: 'before', counts: true });
    expect(outcomes(next)).toEqual(['new', 'changed', 'new']);
    expect(next.rows[0]!.notes[0]).toMatch(
      /^编号“1”在岗位 \d{3}-\d{3}用过，单位和写的活都不一样：没当成同一条。$/,
    );
    expect((await desk.run(next.import.id)).counts.imported).toBe(2);
    // Another sender's file of the same columns is read by itself.
    expect(fields(await desk.upload(csv(HEADER, ...april), '津昌协作'))[0]).toBe('rowNumber');
  });
});

describe('two rows are the same only if all their cells are', () => {
  test.each<[string, string[], string[]]>([
    [
      'three branches in a column that nobody knows',
      ['岗位,企业,薪资,分部', '保洁,甲店,150元/天,东', '保洁,甲店,150元/天,西', '保洁,甲店,150元/天,南'],
      ['new', 'new', 'new'],
    ],
    [
      'the same but for numbers of rows',
      ['序号,岗位,企业,分部', '1,保洁,甲店,东', '2,保洁,甲店,东', '3,保洁,甲店,西'],
      ['new', 'duplicate', 'new'],
    ],
    [
      'one address and two positions',
      [
        '岗位,企业,工作地点,经纬度',
        '保洁,甲店,万达,"97.17,31.14"',
        '保洁,甲店,万达,"97.18,31.14"',
        '保洁,甲店,万达,"97.17,31.14"',
      ],
      ['new', 'new', 'duplicate'],
    ],
    [
      'other people to call',
      ['岗位,企业,联系电话', '保洁,甲店,13900139001', '保洁,甲店,13900139002'],
      ['new', 'new'],
    ],
    [
      'one id for two places, and once more for the first',
      ['岗位编号;岗位;企业;工作地点', 'W7;保洁;甲店;城东', 'W7;保洁;甲店;城西', 'W7;保洁;甲店;城东'],
      ['new', 'new', 'duplicate'],
    ],
    [
      'one id in whatever it is wrapped',
      [
        '岗位编号;岗位;企业',
        '="00123";保洁;甲店',
        "'00123;保洁;甲店",
        '`00123;保洁;甲店',
        '００１２３\u200b;保洁;甲店',
      ],
      ['new', 'duplicate', 'duplicate', 'duplicate'],
    ],
    [
      'ids that lost their digits',
      ['岗位编号;岗位;企业', '1.23457E+17;保洁;甲店', '1.23457E+17;保安;甲店', '1.23457E+17;厨师;乙店'],
      ['new', 'new', 'new'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(outcomes(readFresh(csv(...lines), '来源'))).toEqual(expected);
  });

  test('numbers of eighteen digits in a workbook are not believed, texts are', () => {
    const sheet = (a: MadeCell, b: MadeCell) =>
      workbook([
        ['岗位编号', '岗位', '企业'],
        [a, '保洁', '甲店'],
        [b, '保洁', '甲店'],
      ]);
    const numbers = readFresh(
      sheet({ raw: '420000123456789001' }, { raw: '420000123456789002' }),
      '数字编号',
    );
    expect(outcomes(numbers)).toEqual(['new', 'new']);
    for (const { notes, externalId } of numbers.rows) {
      expect(notes.join()).toContain('被表格软件改坏了');
      expect(externalId).toMatch(/^内容-/);
    }
    const texts = readFresh(sheet('420000123456789001', '420000123456789002'), '文字编号');
    expect(texts.rows.map(({ externalId }) => externalId)).toEqual([
      '420000123456789001',
      '420000123456789002',
    ]);
  });

  test('under an id it is said what changed, the employer and unused columns too; dates of the list don’t count', async () => {
    const header = '岗位编号,岗位,企业,分部,更新时间';
    await bring(csv(header, 'GW-7,保洁,甲店,东,3月1日', 'GW-8,保安,乙店,西,3月1日'), '编号可信');
    const again = await desk.upload(
      csv(header, 'GW-7,保洁,甲店,东,4月1日', 'GW-8,保安,丙店,北,4月1日'),
      '编号可信',
    );
    expect(outcomes(again)).toEqual(['duplicate', 'changed']);
    expect(again.rows[1]!.notes[0]).toMatch(/^编号和岗位 \d{3}-\d{3}相同，用工单位、没用上的列变了/);
  });

  test('without ids a new date of the list makes no new gig', async () => {
    const header = '岗位,企业,更新时间';
    await bring(csv(header, '保洁,甲店,3月1日'), '没有编号');
    expect(outcomes(await desk.upload(csv(header, '保洁,甲店,4月1日'), '没有编号'))).toEqual(['duplicate']);
  });
});

describe('a file without ids of work with a last day', () => {
  const HEADER = '岗位,企业,工作地点,上工日期,收工日期,工作时间,薪资';
  const work = (last: string, hours: string, employer = '甲店') =>
    `保洁,${employer},卡若区,2027-03-05,${last},${hours},150元/天`;

  test.each([
    ['whose days are shifts', '9:00-18:00'],
    ['whose days stay words', '白班'],
  ])('%s: another last day alone is a change, and names the posting', async (_, hours) => {
    const source = `收工 ${hours}`;
    const first = await bring(csv(HEADER, work('2027-03-20', hours)), source);
    expect(outcomes(first)).toEqual(['new']);
    const again = await desk.upload(csv(HEADER, work('2027-03-25', hours)), source);
    expect(outcomes(again)).toEqual(['changed']);
    expect(again.rows[0]!.notes[0]).toMatch(
      /^单位、岗位、地点、第一天和岗位 \d{3}-\d{3}相同，时间变了，没有再导入/,
    );
    const [gig] = await desk.gigsOf(first.import.id);
    expect(again.rows[0]!.gigId).toBe(String(gig!._id));
  });

  test('other hours from the same day on are other work', async () => {
    await bring(csv(HEADER, work('2027-03-20', '9:00-13:00')), '两班');
    const both = csv(HEADER, work('2027-03-20', '9:00-13:00'), work('2027-03-20', '14:00-18:00'));
    expect(outcomes(await desk.upload(both, '两班'))).toEqual(['duplicate', 'new']);
  });

  test('an upload as a workbook is a gig with a shift on each day', async () => {
    const bytes = workbook([
      ['岗位', '企业', '上工日期', '收工日期', '工作时间'],
      ['保洁', '乙店', { date: 46_451 }, { date: 46_466 }, '9:00-18:00'],
    ]);
    const preview = await bring(bytes, '逐日');
    expect(preview.import.columns.map(({ field }) => field).slice(2)).toEqual([
      'startsAt',
      'endsAt',
      'hours',
    ]);
    const [gig] = await desk.gigsOf(preview.import.id);
    expect(gig).toMatchObject({ together: true });
    expect(gig!.shifts).toHaveLength(16);
    expect(gig!.shifts[0]!.startsAt).toEqual(new Date('2027-03-05T01:00:00.000Z'));
    expect(gig!.shifts[15]!.endsAt).toEqual(new Date('2027-03-20T10:00:00.000Z'));
  });
});

describe('two rows of one file that are alike but for the pay', () => {
  const HEAD = '岗位,企业,工作地点,薪资,人数';
  const row = (pay: string, title = '装卸工', count = '2') =>
    `${title},甲店,昌都市卡若区城关镇茶马广场,${pay},${count}`;
  const twins = ({ rows }: { rows: readonly Pick<ImportRow, 'notes'>[] }) =>
    rows.map(({ notes }) => notes.filter((note) => note.includes('只有工资不一样')));

  test('both go in, and it is said on both, also when the file is read anew', async () => {
    const preview = await desk.upload(
      csv(HEAD, row('200元/天'), row('210元/天', '保洁'), row('240元/天')),
      '双胞胎来源',
    );
    const said = (one: string) => [
      expect.stringMatching(new RegExp(`^和${one}的单位、岗位、地点都一样，只有工资不一样`)),
    ];
    expect(outcomes(preview)).toEqual(['new', 'new', 'new']);
    expect(twins(preview)).toEqual([said('第 4 行'), [], said('第 2 行')]);
    const again = await expectStatus(
      desk.client.put<ImportPreview>(`/imports/${preview.import.id}/mapping`, {
        sourceName: '双胞胎来源',
        columns: [],
      }),
      200,
    );
    expect(twins(again)).toEqual([said('第 4 行'), [], said('第 2 行')]);
  });

  test('of many the first names one, and each of the others the first', async () => {
    const preview = await desk.upload(
      csv(HEAD, row('200元/天'), row('210元/天'), row('220元/天')),
      '三胞胎来源',
    );
    expect(twins(preview).map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  test.each<[string, string[]]>([
    ['the number of people differs too', [HEAD, row('200元/天'), row('240元/天', '装卸工', '3')]],
    ['they are the very same', [HEAD, row('200元/天'), row('200元/天')]],
    ['ids tell them apart', [`岗位编号,${HEAD}`, `W7,${row('200元/天')}`, `W8,${row('240元/天')}`]],
  ])('nothing is said where %s', async (name, lines) => {
    const preview = await desk.upload(csv(...lines), `不像-${name}`);
    expect(twins(preview)).toEqual([[], []]);
  });
});
