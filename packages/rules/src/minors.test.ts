import { expect, test } from 'vitest';
import { ageByLaw } from './messages/minors.ts';
import { minorBars, onlyHeight, type Work } from './minors.ts';
import { SAID_IN_SOURCE } from './words/source.test-data.ts';

const work = (more: Partial<Work> = {}): Work => ({
  tradeId: null,
  hazards: [],
  loadKg: null,
  altitudeM: 2500,
  ...more,
});
const high = { altitudeM: 3640, altitudeAbout: true };

test.each<[string, Work, string, ReturnType<typeof onlyHeight>]>([
  ['nothing', work(), '未满 16 岁的不能干。', null],
  [
    'an estimate near the border',
    work({ altitudeM: 3100, altitudeAbout: true }),
    '未满 16 岁的不能干。',
    null,
  ],
  [
    'an estimated altitude',
    work(high),
    '这个活海拔约 3,640 米（一直住在高原的除外），满 18 岁才能干。',
    'about',
  ],
  [
    'a known altitude',
    work({ altitudeM: 3640 }),
    '这个活海拔 3,640 米（一直住在高原的除外），满 18 岁才能干。',
    'known',
  ],
  ['a hazard', work({ hazards: ['height'] }), '这个活有高处作业，满 18 岁才能干。', null],
  [
    'a load and an altitude',
    work({ ...high, loadKg: 40 }),
    '这个活一件 40 公斤、海拔约 3,640 米（一直住在高原的除外），满 18 岁才能干。',
    null,
  ],
])('from which age the law lets people do work with %s', (_, of, sentence, height) => {
  const bars = minorBars(of);
  expect(ageByLaw(bars, SAID_IN_SOURCE.work)).toBe(sentence);
  expect(onlyHeight(bars)).toBe(height);
});
