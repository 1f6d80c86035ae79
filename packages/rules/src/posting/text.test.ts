import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originalWords } from './folded.ts';
import { phraseFinder } from './phrases.ts';
import { foldText, tighten } from './text.ts';

const tight = (text: string) => tighten(foldText(text)).text;

/** What people type and paste, in any order. */
const anyText = fc
  .array(fc.constantFrom(...'押金加微信不收男岁汉族，。 \n-.*１８Ｖ㎏ﬁ½費👍🏽\u0301\ud83d0aZ'.split('')))
  .map((parts) => parts.join(''));

describe('folding and tightening', () => {
  it.each([
    ['加 微 信', '加微信'],
    ['加-V', '加v'],
    ['加．Ｖ．信', '加v信'],
    ['押*金', '押金'],
    ['15 岁以上', '15岁以上'],
    ['下载 APP 注册', '下载app注册'],
    ['服裝費', '服装费'],
    ['押\u200b金', '押金'],
    ['\u202e加微\u2060信', '加微信'],
    ['押\u3164金', '押金'],
    ['⼯資', '工资'],
    ['𝐕𝐗同号', 'vx同号'],
    ['༡༥ 岁', '15岁'],
    ['不收押金 服装费', '不收押金 服装费'],
    ['18-45 岁', '18-45岁'],
    ['139 0895 1234', '139 0895 1234'],
    ['管吃\n限男', '管吃\n限男'],
  ])('%s', (text, expected) => {
    expect(tight(text)).toBe(expected);
  });

  it('gives the original words back, whatever was typed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = tighten(foldText(text));
        fc.pre(folded.text.length > 0);
        const words = originalWords(folded, 0, folded.text.length);
        expect(text).toContain(words);
      }),
    );
  });
});

describe('phraseFinder', () => {
  const find = phraseFinder({ any: ['(?:先?交)?押金'], unless: ['不收押金', '押金…(?:公司)付'] });

  it.each([
    ['先交押金', ['先交押金']],
    ['交 押 金 200', ['交 押 金']],
    ['不收押金', []],
    ['不收押金，押金条要留好', ['押金']],
    ['押金由公司付', []],
    ['押金，公司付工资', ['押金']],
    ['押金押金', ['押金']],
    ['', []],
  ])('%s', (text, words) => {
    expect(find(text)).toEqual(words);
  });
});
