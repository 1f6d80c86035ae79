import type { Trade } from './trade.ts';

export const FOOD_TRADES: readonly Trade[] = [
  {
    id: 'cooking',
    name: '厨师',
    group: 'food',
    occupationCode: '4-03-02-01',
    words: ['炒菜', '做饭', '炊事员', '掌勺', '面点', '大锅饭', '做藏餐'],
  },
  {
    id: 'kitchen-help',
    name: '后厨帮工',
    group: 'food',
    occupationCode: null,
    words: ['帮厨', '后厨', '切配', '配菜', '墩子', '厨房', '厨工', '食堂帮工'],
  },
  {
    id: 'dishwashing',
    name: '洗碗',
    group: 'food',
    occupationCode: null,
    words: ['洗碗工', '洗菜', '刷碗'],
  },
  {
    id: 'waiting',
    name: '端菜服务员',
    group: 'food',
    occupationCode: '4-03-02-05',
    words: ['服务员', '传菜', '传菜员', '端菜', '餐厅服务员', '茶馆', '甜茶馆'],
  },
];
