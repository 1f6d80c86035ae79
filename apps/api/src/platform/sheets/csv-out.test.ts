import { expect, test } from 'vitest';
import { toCsv } from './csv-out.ts';
import { readCsv } from './read/csv.ts';
import { decodeText } from './read/encoding.ts';

test.each(['＝1+1', '＋86138', '－5', '＠cmd', '﹦1', ' =1', '\u200b=1', '−5', '\u3000＝1'])(
  '%j is defused',
  (text) => {
    expect(toCsv([[text]]).slice(1)).toMatch(/^"?'/);
  },
);

test.each(['正常', "it's", '1=1', '扎西＝次仁', '', '0895-4821234'])('%j stays', (text) => {
  expect(toCsv([[text]]).slice(1, -2)).toBe(text);
});

test('cells that would be formulas are defused, the rest survives being read again', () => {
  const row = ['=1+1', '+86138', '-5', '@cmd', '\t=x', '正常, "引号"\n换行', ''];
  const csv = toCsv([['a', 'b', 'c', 'd', 'e', 'f', 'g'], row]);
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  const { text, encoding } = decodeText(Buffer.from(csv));
  expect(encoding).toBe('UTF-8 (BOM)');
  const cells = readCsv(text)[1]!.cells;
  for (const cell of cells.slice(0, 5)) expect(cell).toMatch(/^'/);
  expect(cells.slice(5)).toEqual(row.slice(5));
});
