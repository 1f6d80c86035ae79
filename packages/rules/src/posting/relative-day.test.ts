import { expect, it } from 'vitest';
import { CONTEXT, posting } from '../../corpus/case.ts';
import { checkPosting } from './check.ts';

const found = (title: string, description?: string) =>
  checkPosting(posting({ title, ...(description && { description }) }), CONTEXT).filter(
    ({ rule }) => rule === 'title.relative_day',
  );

it.each([
  ['今晚卸货', '今晚'],
  ['明早装车 3 人', '明早'],
  ['后天搬家', '后天'],
  ['急！明天工地清扫', '明天'],
  ['大后天抬水泥', '大后天'],
  ['下周一酒店帮厨', '下周一'],
  ['今早卸煤', '今早'],
  ['明 天 装 车', '明 天'],
  ['本周末展会搬运', '本周末'],
])('asks that %s names its date', (title, words) => {
  const [flag, ...more] = found(title);
  expect(flag).toMatchObject({ level: 'ask', field: 'title', words: [words] });
  expect(flag!.advice).toContain(`“${words}”`);
  expect(flag!.article).toContain('本平台的规矩');
  expect(more).toEqual([]);
});

it.each([
  '搬货，今天干今天结',
  '装卸工，今日结',
  '12月2日卸货',
  '周末帮厨',
  '每周一送菜',
  '明日之星幼儿园保洁',
  '光明日报社分拣',
  '开证明天数核对员',
  '明天幼儿园做饭',
  '以后天天有活的装卸工',
  '后天井清理',
  '下周期维护工',
])('says nothing of %s', (title) => {
  expect(found(title)).toEqual([]);
});

it('says nothing of the text below the title', () => {
  expect(found('卸货', '明早八点到仓库门口，今晚不用来。')).toEqual([]);
});
