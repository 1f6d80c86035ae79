import { expect, it } from 'vitest';
import { CONTEXT, posting, type Said } from '../../corpus/case.ts';
import { checkPosting } from './check.ts';

const found = (said: Said) =>
  checkPosting(posting(said), CONTEXT).filter(({ rule }) => rule === 'pay.differs');
const day = { amountFen: 18_000, unit: 'day' } as const;

it.each([
  ['搬家具，200元/天，管午饭。', '200元/天'],
  ['去酒店打扫客房，日薪200，管两顿饭。', '日薪200'],
  ['卸水泥，每天200块，干完就结。', '每天200块'],
  ['两百元一天，自带水杯。', ''],
])('asks where the text says another pay for the same time: %s', (description, words) => {
  const [flag, ...more] = found({ description, pay: day });
  expect(flag).toMatchObject({ level: 'ask', field: 'description', words: words ? [words] : [] });
  expect(flag!.advice).toContain('180');
  expect(more).toEqual([]);
});

it('reads the title and each text, and the field with a range', () => {
  expect(found({ title: '装卸工 200元/天', pay: day })).toMatchObject([{ field: 'title' }]);
  expect(found({ title: '收银 20元/小时', pay: { amountFen: 1800, unit: 'hour' } })).toHaveLength(1);
  expect(found({ title: '装卸工 200元/天', pay: { ...day, amountMaxFen: 22_000 } })).toEqual([]);
  expect(found({ title: '装卸工 250元/天', pay: { ...day, amountMaxFen: 22_000 } })).toHaveLength(1);
});

it.each([
  ['the same', '180元/天，管饭。'],
  ['one of several', '白班180元/天，夜班220元/天。'],
  ['between several', '大工260元/天，小工160元/天。'],
  ['for another time', '加班另算，23元/小时。'],
  ['what comes on top', '餐补20元/天，全勤奖200元/月，车补100元/天。'],
  ['a sum', '综合200元/天，提成另算。'],
  ['what may be', '最高200元/天。'],
  ['what guests pay', '客房200元/天，打扫房间，铺床。'],
  ['what was', '去年200元/天的老工友优先联系。'],
  ['at another time', '节假日220元/天。'],
  ['no pay at all', '一天搬200箱，一箱20斤，离县城200公里。'],
  ['too far apart to be the same', '设备租来的，1200元/天，小心用。'],
])('says nothing of %s', (_, description) => {
  expect(found({ description, pay: day })).toEqual([]);
});

it('says nothing where the field is by the piece, for the whole, or open', () => {
  const description = '200元/天。';
  for (const pay of [
    { amountFen: 500, unit: 'piece' },
    { amountFen: 50_000, unit: 'whole' },
    { amountFen: null },
  ] as const)
    expect(found({ description, pay })).toEqual([]);
});
