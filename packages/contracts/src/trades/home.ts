import type { Trade } from './trade.ts';

export const HOME_TRADES: readonly Trade[] = [
  {
    id: 'cleaning',
    name: '保洁',
    group: 'home',
    occupationCode: '4-09-08-01',
    words: ['保洁员', '清洁工', '打扫卫生', '擦玻璃', '开荒保洁', '环卫', '扫街', '清运垃圾'],
  },
  {
    id: 'housekeeping',
    name: '家政',
    group: 'home',
    occupationCode: '4-10-01-06',
    words: ['家政服务员', '保姆', '钟点工', '做家务', '收拾屋子', '家里打扫'],
  },
  {
    id: 'guesthouse',
    name: '客房打扫',
    group: 'home',
    occupationCode: '4-03-01-02',
    words: ['客房服务员', '客房', '民宿', '民宿管家', '铺床', '宾馆打扫', '酒店保洁'],
  },
  {
    id: 'laundry',
    name: '洗衣洗车',
    group: 'home',
    occupationCode: null,
    words: ['洗车', '洗车工', '洗衣', '洗被褥', '洗衣工'],
  },
  {
    id: 'elder-care',
    name: '照看老人',
    group: 'home',
    occupationCode: '4-10-01-05',
    words: ['养老护理', '养老护理员', '护理员', '陪老人', '看护老人', '护工', '陪护'],
  },
  {
    id: 'child-care',
    name: '看孩子',
    group: 'home',
    occupationCode: '4-10-01-03',
    words: ['带娃', '保育员', '育儿嫂', '月嫂', '看娃', '幼儿园帮工'],
  },
];
