import { describe, expect, test } from 'vitest';
import { readTable } from '../../../platform/sheets/read/table.ts';
import { findTable } from '../../../platform/sheets/table.ts';
import { seededPlaces } from '../fixtures/places.ts';
import { POSTINGS } from './postings.ts';
import { recogniseColumns } from './recognise.ts';

const findPlace = seededPlaces();

const columnsOf = async (...lines: string[]) => {
  const table = findTable(readTable(Buffer.from(lines.join('\n'))).sheets[0]!.rows, POSTINGS);
  return recogniseColumns(table, findPlace);
};
const withIds = (header: string, ids: string[]) =>
  columnsOf(`${header};岗位;企业`, ...ids.map((id, at) => `${id};保洁${at};甲店`));

describe('numbers of rows are no ids', () => {
  test.each([
    ['编号', ['1', '2', '3']],
    ['序号', ['1', '2', '3']],
    ['ID', ['1', '2', '3', '4']],
    ['岗位编号', ['001', '002', '003']],
    ['NO.', ['No.1', 'No.2', 'No.3']],
    ['编号', ['１', '２', '３']],
    ['编号', ['①', '②', '③']],
    ['编号', ['一', '二', '三']],
    ['编号', ['1、', '2、', '3、']],
    ['编号', ['0', '1', '2']],
    ['编号', ['1', '2', '4', '5', '8']],
    ['编号', ['2', '5', '9', '14']],
    ['编号', ['1', '2', '3', '1', '2', '1', '2', '3']],
    ['编号', ['5', '4', '3', '2', '1']],
    ['编号', ['1', '1', '1', '2', '2', '3']],
    ['编号', ['1.0', '2.0', '3.0']],
  ])('%s %s', async (header, ids) => {
    const [column] = await withIds(header, ids);
    expect(column).toMatchObject({ field: 'rowNumber' });
    if (header !== '序号') expect(column).toMatchObject({ why: 'serial', counts: true });
  });

  test.each([
    ['编号', ['18', '28', '12', '7']],
    ['编号', ['1001', '1002', '1003']],
    ['岗位编号', ['2026001', '2026002', '2026003']],
    ['编号', ['A1', 'A2', 'A3']],
    ['ID', ['3', '17', '40', '61']],
    ['序号', ['YC-2026-0117', 'YC-2026-0123']],
    ['编号', ['1.23457E+17', '1.23457E+17', '1.23457E+17']],
    ['编号', ["'00123", '="00123"', '00123', '`00123']],
  ])('but these are: %s %s', async (header, ids) => {
    const [column] = await withIds(header, ids);
    expect([column!.field, column!.counts]).toEqual(['externalId', undefined]);
  });

  test('an id that stands in most rows names something else', async () => {
    const [column] = await withIds(
      '编号',
      Array.from({ length: 12 }, (_, at) => (at < 6 ? 'S1' : 'S2')),
    );
    expect(column).toMatchObject({ field: 'ignore', why: 'repeated' });
  });

  test('beside numbers of rows the real id is found', async () => {
    const columns = await columnsOf('编号,岗位编号,岗位,企业', '1,GW-7,保洁,甲店', '2,GW-9,保安,乙店');
    expect(columns.map(({ field }) => field)).toEqual(['rowNumber', 'externalId', 'title', 'employerName']);
  });

  test('a column without a header that counts is no part of the posting', async () => {
    const columns = await columnsOf(',岗位,企业', '1,保洁,甲店', '2,保安,乙店');
    expect(columns[0]!.field).toBe('rowNumber');
  });
});

describe('what is not used says why', () => {
  test('a second column for a field, one that nobody knows, and our own', async () => {
    const columns = await columnsOf(
      '行号,结果,原因,岗位,企业,人数,需求数,单位地址,工作地点,心情',
      '2,没法导入,没写,保洁,甲店,2,3,城东路 1 号,城西路 2 号,好',
    );
    expect(columns.map(({ field, why, instead }) => [field, why, instead])).toEqual([
      ['ignore', 'own', undefined],
      ['ignore', 'own', undefined],
      ['ignore', 'own', undefined],
      ['title', undefined, undefined],
      ['employerName', undefined, undefined],
      ['headcount', undefined, undefined],
      ['ignore', 'second', 5],
      ['ignore', 'second', 8],
      ['landmark', undefined, undefined],
      ['ignore', 'unknown', undefined],
    ]);
  });
  test('the address of a company is where one works only if no other place is told', async () => {
    const columns = await columnsOf('岗位,公司地址,企业', '保洁,城东路 1 号,甲店');
    expect(columns[1]!.field).toBe('landmark');
  });
  test('one of our names alone is a column like others', async () => {
    const columns = await columnsOf('岗位,原因,企业', '保洁,缺人,甲店');
    expect(columns[1]).toMatchObject({ field: 'ignore' });
    expect(columns[1]!.why).toBeUndefined();
  });
});

test.each(['ID', '编号', '岗位编号', 'No.'])(
  '%s of 1, 2, 3 counts the rows, also where it goes on from 2',
  async (header) => {
    for (const from of [1, 2]) {
      const lines = [0, 1, 2].map((at) => `${from + at},保洁,甲店 ${at}`);
      const table = findTable(
        readTable(Buffer.from([`${header},岗位,企业`, ...lines].join('\n'))).sheets[0]!.rows,
        POSTINGS,
      );
      expect(recogniseColumns(table, findPlace)[0]).toMatchObject({ field: 'rowNumber', why: 'serial' });
    }
  },
);
