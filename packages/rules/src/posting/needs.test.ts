import { describe, expect, it } from 'vitest';
import { needsOf } from './needs.ts';

describe('what an expression cannot match without', () => {
  it.each([
    ['押金', ['押金']],
    ['(?:交|缴)?押金', ['押金']],
    ['(?:交|缴)(?:押金|费)', ['交押 缴押 交费 缴费', '押金 费']],
    ['交[^,]{0,6}?(?:押金|费)', ['押金 费', '交']],
    ['不(?:再|会)?收', ['不收 再收 会收', '不']],
    ['押[12]{1,3}元', ['押1 押2', '1元 2元']],
    ['[男女](?!装)', ['男 女']],
    ['(?<=不)收', ['收']],
    ['[^,]{0,6}?罚', ['罚']],
    ['\\p{Script=Han}{1,4}费', ['费']],
    ['\\u5fae?信', ['信']],
    ['招(?:男(?!孩)|女)工', ['招男 招女', '男工 女工']],
    ['a|', []],
    ['押{0,2}', []],
    ['.*', []],
    ['💰?金', []],
    ['(?:一(?:二|三)|四)五+', ['二五 三五 四五', '一二 一三 四']],
  ])('%s', (source, needs) => {
    const found = needsOf(source).map((need) => [...need].sort().join(' '));
    expect(found.sort()).toEqual(needs.map((need) => need.split(' ').sort().join(' ')).sort());
  });
});
