import type { ProblemTexts } from '../../platform/problem.ts';

export const bookingProblems = {
  'booking.not_found': { title: '没有这个报名', detail: '刷新看看，可能已经取消。' },
  'booking.refused': { title: '这个活现在报不了', detail: '看看别的活。' },
  'booking.wrong_state': { title: '现在不能这样做', detail: '这个报名的状态已经变了，刷新看看。' },
  'booking.given_back': {
    title: '这个活你报过又退了',
    detail: '现在你没有报这个活。还想去的话，再报一次。',
  },
  'booking.changed_meanwhile': {
    title: '这个报名刚变过',
    detail: '还没有定。他报的班次刚变过，看看现在的，再定收不收。',
  },
  'booking.not_agreed': {
    title: '他还没答应改过的条件',
    detail: '他报名以后岗位改过，已经问他还去不去。等他点了“还去”就能收。',
  },
} satisfies ProblemTexts;
