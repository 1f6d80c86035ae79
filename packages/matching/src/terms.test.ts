import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { queryTerms, searchTerms } from './terms.ts';

const finds = (query: string, text: string) => {
  const terms = new Set(searchTerms(text));
  return queryTerms(query).every((term) => terms.has(term));
};

describe('search', () => {
  test.each([
    ['搬砖', '工地搬砖，管饭'],
    ['砖', '工地搬砖，管饭'],
    ['工地 管饭', '工地搬砖，管饭'],
    ['搬砖', '搬  砖搬砖'],
    ['Excel', '会用 excel 的文员'],
    ['ＥＸＣＥＬ', 'Excel'],
    ['028-461', '028461\n搬砖'],
    ['028461', '岗位号 028-461'],
    ['b2', 'B2 驾照'],
    ['འབྲོག', 'འབྲོག་པ'],
    ['', '什么都行'],
    ['  ', '什么都行'],
    ['搬運', '装卸搬运'],
    ['搬运', '裝卸搬運'],
    ['搬\u200b运', '装卸搬运'],
    ['搬运', '装卸搬\u3164运'],
    ['⼯地', '工地'],
    ['༡༢', '12 人'],
    ['收費', '收费'],
    ['選果', '选果'],
    ['驗貨員', '验货员'],
    ['電銲', '电焊两名'],
    ['類烏齊縣', '类乌齐县桑多镇'],
  ])('%s finds %s', (query, text) => {
    expect(finds(query, text)).toBe(true);
  });

  test.each([
    ['搬砖', '砖搬完了'],
    ['砖工', '搬砖，工地'],
    ['砖工', '砖\n工'],
    ['exc', 'excel'],
    ['8461', '028461'],
    ['搬砖 洗碗', '搬砖'],
    ['！？', '什么都行'],
    ['。', '搬砖。'],
    ['%', '100%'],
    ['🙂', '🙂 搬砖'],
    ['\u200b', '搬砖'],
    ['_', '搬_砖'],
  ])('%s does not find %s', (query, text) => {
    expect(finds(query, text)).toBe(false);
  });

  test('a character outside the basic plane is one character', () => {
    expect(searchTerms('𠮷野')).toEqual(['𠮷', '野', '𠮷野']);
  });

  test('every part of a Chinese text finds it', () => {
    const han = fc.string({
      unit: fc.constantFrom(...'搬砖工地管饭洗碗挖虫草'),
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(han, fc.nat(), fc.nat(), (text, a, b) => {
        const characters = [...text];
        const from = a % characters.length;
        const part = characters.slice(from, from + 1 + (b % characters.length)).join('');
        expect(finds(part, `甲，${text}。`)).toBe(true);
      }),
    );
  });
});
