import { expect, test } from 'vitest';
import { saysOver } from './recruiting.ts';

const under = (header: string, text: string) => saysOver({ header, text });

test.each([
  '撤回',
  '已撤回',
  '取消',
  '已取消',
  '作废',
  '已作废',
  '结束',
  '已结束',
  '已经结束了',
  '终止',
  '已终止',
  '不招了',
  '不再招人',
  '停止招聘',
  '停招',
  '已停招',
  '暂停',
  '已招满',
  '招满了',
  '满员',
  '已满',
  '关闭',
  '已关闭',
  '下架',
  '已下架',
  '已过期',
  '无效',
  '已撤回（11月28日）',
  '取消！',
  'Closed',
  'cancelled',
])('“%s” is no longer', (text) => expect(under('状态', text)).toBe(true));

test.each([
  '招聘中',
  '长期',
  '正常',
  '急招',
  '在招',
  '有效',
  '进行中',
  '未结束',
  '未招满',
  '没有取消',
  '招满为止',
  '即将结束',
  '不限',
  '待审核',
  '取消加班',
  '不满',
  'open',
  'active',
])('“%s” goes on', (text) => expect(under('状态', text)).toBe(false));

test.each([
  ['是否招满', '是', true],
  ['是否招满', '否', false],
  ['是否结束', '是', true],
  ['是否撤回', '否', false],
  ['当前招聘', '否', true],
  ['当前招聘', '是', false],
  ['是否有效', '否', true],
])('%s: %s', (header, text, over) => expect(under(header, text)).toBe(over));
