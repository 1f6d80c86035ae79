import { describe, expect, test } from 'vitest';
import { rollColumns } from './columns.ts';
import { ROLLS } from './names.ts';
import { readRow } from './row.ts';
import type { Said } from './said.ts';

const TODAY = '2026-12-01';

function read(headers: readonly string[], ...cells: readonly string[]) {
  const rows = [{ line: 2, cells: [...cells] }];
  const named = headers.map((header) => ROLLS.fieldOfHeader(header));
  const columns = rollColumns({ headers: [...headers], named, rows, hiddenColumns: new Set() });
  return readRow(rows[0]!, columns, TODAY);
}

describe('names', () => {
  test.each([
    ['姓名', 'name'],
    ['* 姓名（必填）', 'name'],
    ['姓名（汉）', 'name'],
    ['姓名(汉文)', 'name'],
    ['姓名（藏汉文）', 'name'],
    ['姓名（藏族）', 'name'],
    ['劳动力姓名', 'name'],
    ['姓名（藏）', 'nameBo'],
    ['姓名(藏文)', 'nameBo'],
    ['姓名\n【藏文】', 'nameBo'],
    ['劳动力姓名（藏）', 'nameBo'],
    ['藏文姓名', 'nameBo'],
    ['联系人姓名（藏）', 'contact'],
  ])('%s is the column of %s', (header, field) => expect(ROLLS.fieldOfHeader(header)?.field).toBe(field));

  test.each<[string, string[], string[], { name: string; nameBo: string; marks?: string[] }]>([
    ['the name alone', ['姓名', '性别'], ['扎西', '男'], { name: '扎西', nameBo: '' }],
    ['both', ['姓名', '藏文姓名'], ['扎西', 'བཀྲ་ཤིས།'], { name: '扎西', nameBo: 'བཀྲ་ཤིས།' }],
    [
      'both in brackets',
      ['姓名（藏）', '姓名（汉）'],
      ['བཀྲ་ཤིས།', '扎西'],
      { name: '扎西', nameBo: 'བཀྲ་ཤིས།' },
    ],
    ['both in one', ['姓名'], ['扎西 བཀྲ་ཤིས།'], { name: '扎西', nameBo: 'བཀྲ་ཤིས།' }],
    [
      'no Tibetan in it',
      ['姓名', '藏文名'],
      ['扎西', '扎西'],
      { name: '扎西', nameBo: '', marks: ['nameBoUnread'] },
    ],
    ['the Tibetan one alone', ['姓名', '藏文名'], ['', 'བཀྲ་ཤིས།'], { name: 'བཀྲ་ཤིས།', nameBo: 'བཀྲ་ཤིས།' }],
  ])('%s', (_, headers, cells, { name, nameBo, marks = [] }) => {
    const row = read(headers, ...cells);
    expect(row.said).toMatchObject({ name, nameBo });
    expect(row.marks).toEqual(marks);
  });
});

test.each<[string, string, { idNumber: string; sex: string; marks: string[] }]>([
  ['of a number cell', '5.40302198701141E+17', { idNumber: '', sex: 'male', marks: ['idLostDigits'] }],
  [
    'zeros at the end that fit by chance: whose sex that is nobody knows',
    '540302198701141000',
    { idNumber: '540302198701141000', sex: 'male', marks: ['idMayBeRounded'] },
  ],
  ['zeros that do not fit', '540302198701142000', { idNumber: '', sex: 'male', marks: ['idLostDigits'] }],
])('an identity number: %s', (_, cell, { sex, ...more }) => {
  const row = read(['姓名', '性别', '身份证号'], '扎西', '男', cell);
  expect(row).toMatchObject({ ...more, said: { sex } });
});

test.each<[string, string[], string[], Partial<Said>, string[]]>([
  [
    'a child by the day of birth',
    ['姓名', '出生日期'],
    ['扎西', '2014-05-01'],
    { birthDate: '2014-05-01' },
    ['underAge'],
  ],
  ['a child by an age', ['姓名', '年龄'], ['扎西', '12'], {}, ['underAge']],
  ['of 16 years and over', ['姓名', '年龄'], ['扎西', '17'], {}, []],
  [
    'the 0 dialled before a mobile number',
    ['姓名', '电话'],
    ['扎西', '013812341234'],
    { phone: '+8613812341234' },
    [],
  ],
])('%s', (_, headers, cells, said, marks) => {
  const row = read(headers, ...cells);
  expect(row.said).toMatchObject(said);
  expect(row.marks).toEqual(marks);
});
