import { type MadeCell, workbook } from '@linggong/api/modules/imports/fixtures/workbook.ts';

const HEADERS = [
  '岗位编号',
  '岗位名称',
  '用工单位',
  '工作地点',
  '详细地址',
  '招聘人数',
  '工资',
  '结算方式',
  '工作时间',
  '开始日期',
  '性别要求',
  '年龄要求',
  '食宿',
  '工作内容',
];
const JOBS = ['装卸工', '保洁员', '服务员', '砌砖工', '分拣员', '厨师', '保安', '缝纫工'];
const PLACES = ['福州', '重庆市渝北区', '天津', '昌都市卡若区', '厦门', '江达县'];
/** 2027-01-01, as a workbook counts. */
const FIRST_DAY = 46_388;

/** So many postings of a partner, of 400 employers, no two alike; `run` tells files apart. */
const rowsOf = (count: number, run: string): (string | number)[][] =>
  Array.from({ length: count }, (_, i) => [
    `${run}-${i}`,
    JOBS[i % JOBS.length]!,
    `${run} 协作单位${i % 400}号`,
    PLACES[i % PLACES.length]!,
    `工业路 ${i % 300} 号`,
    (i % 20) + 1,
    `${180 + (i % 90)}元/天`,
    i % 3 === 0 ? '日结' : '月结',
    '8:00-18:00',
    FIRST_DAY + (i % 60),
    i % 10 === 0 ? '男' : '不限',
    '18-55岁',
    i % 2 === 0 ? '包吃住' : '包吃',
    `第 ${i} 个岗位：按时到场，听从安排，工具由用工方提供，有问题当面说清，不收任何费用。`,
  ]);

const dayText = (serial: number) => new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);

export const csvOf = (count: number, run: string): Buffer =>
  Buffer.from(
    [
      HEADERS,
      ...rowsOf(count, run).map((row) => row.map((cell, at) => (at === 9 ? dayText(Number(cell)) : cell))),
    ]
      .map((row) => row.join(','))
      .join('\r\n'),
  );

export const xlsxOf = (count: number, run: string): Buffer =>
  workbook([
    HEADERS,
    ...rowsOf(count, run).map((row): MadeCell[] =>
      row.map((cell, at) => (at === 9 ? { date: Number(cell) } : cell)),
    ),
  ]);
