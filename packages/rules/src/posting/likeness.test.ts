import { describe, expect, it } from 'vitest';
import { BUCKETS, likeness, pack, pieces as piecesOf, features as placesOf, unpack } from './likeness.ts';

const pieces = (text: string) => piecesOf(text).map(({ original }) => original);
const features = (text: string) => placesOf(piecesOf(text)[0]!);

describe('the pieces of a text', () => {
  it.each([
    ['洗碗。切菜！', ['洗碗', '切菜']],
    ['一行\n两行', ['一行', '两行']],
    ['不收押金，不扣证件', ['不收押金，不扣证件']],
    ['', []],
    ['。。！', []],
  ])('%j', (text, parts) => {
    expect(pieces(text)).toEqual(parts);
  });

  it('cuts a long sentence at its commas, and loses nothing of it', () => {
    const clause = '早上八点到下午六点，';
    const cut = pieces(clause.repeat(20));
    expect(cut.join('')).toBe(clause.repeat(20));
    expect(Math.max(...cut.map((piece) => piece.length))).toBeLessThanOrEqual(40);
  });

  it('keeps a sentence without commas whole, however long', () => {
    expect(pieces('搬'.repeat(2000))).toEqual(['搬'.repeat(2000)]);
  });
});

describe('the features of a piece', () => {
  it.each([
    ['押金二百', '押金二百'],
    ['押金 200 元', '押金500元'],
    ['Ｖ信', 'v信'],
    ['\u200b押金', '押金'],
    ['運輸貨物', '运輸货物'],
  ])('%j has all words of %j', (one, other) => {
    const all = new Set(features(one));
    // Shapes may differ (a space, a capital); what is said does not.
    const shared = features(other).filter((place) => all.has(place));
    expect(shared.length / features(other).length).toBeGreaterThan(0.6);
  });

  it('sees the shape of a disguise whatever its word', () => {
    const shared = (a: string, b: string) =>
      features(a).filter((place) => features(b).includes(place)).length;
    expect(shared('押·金', '微·信')).toBeGreaterThan(shared('押金', '微信'));
  });

  it('has each place once, in bounds', () => {
    const places = features('搬货搬货搬货 abc ABC 123 ❤️ 亻呆');
    expect(new Set(places).size).toBe(places.length);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...places)).toBeLessThan(BUCKETS);
  });
});

describe('weights', () => {
  it('come back within half a step of their roots, so that small ones are told from nothing', () => {
    const weights = [0, 1, -1, 0.5, -0.26, 0.999, 0.01, -0.004];
    const { packed, most } = pack(weights);
    expect(packed).toHaveLength(weights.length);
    const root = (weight: number) => Math.sign(weight) * Math.sqrt(Math.abs(weight));
    const back = unpack(packed, most);
    back.forEach((weight, at) => {
      expect(Math.abs(root(weight) - root(weights[at]!))).toBeLessThanOrEqual(1 / 62 + 1e-6);
    });
    expect(Math.abs(back[6]! - 0.01)).toBeLessThan(0.002);
    expect(back[7]).toBeLessThan(0);
  });

  it('count by the root of how many places there are, so that length alone is nothing', () => {
    const model = { weights: [1, 1, 1, 1], bias: 0.5 };
    expect(likeness(model, [0])).toBe(1.5);
    expect(likeness(model, [0, 1, 2, 3])).toBe(2.5);
  });
});
