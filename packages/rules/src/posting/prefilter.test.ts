import { describe, expect, it } from 'vitest';
import { needsOf } from './prefilter.ts';

describe('what an expression cannot match without', () => {
  it.each([
    ['押金', ['押', '金']],
    ['(?:交|缴)?押金', ['押', '金']],
    ['(?:交|缴)(?:押金|费)', ['交缴', '押费']],
    ['押\\d{1,3}元', ['押', '元', '0123456789']],
    ['[男女](?!装)', ['男女']],
    ['(?<=不)收', ['收']],
    ['[^,]{0,6}?罚', ['罚']],
    ['\\p{Script=Han}{1,4}费', ['费']],
    ['a|', []],
    ['押{0,2}', []],
    ['.*', []],
    ['(?:一(?:二|三)|四)五+', ['五', '一四']],
  ])('%s', (source, needs) => expect([...needsOf(source)].sort()).toEqual([...needs].sort()));
});
