import type { ProblemTexts } from '../../platform/problem.ts';

export const importProblems = {
  'import.not_found': { title: '没有这次导入', detail: '刷新看看，可能不是你这里导入的。' },
  'import.unreadable': { title: '文件读不出来', detail: '请用 CSV 或 XLSX 文件，第一行写列名。' },
  'import.changed_meanwhile': {
    title: '和你看到的不一样了',
    detail: '还没有导入。看过以后这批岗位又变了，再看一眼，对的话再点一次。',
  },
  'import.own_busy': {
    title: '你的文件还在读',
    detail: '你已经有两个文件正在读，这个没有收下。等读完一个再传，一般半分钟就好。',
  },
  'import.busy': {
    title: '正在读的文件太多',
    detail: '这会儿大家传的文件多，这个没有收下。过半分钟再传一次，不用改什么。',
  },
  'import.too_many': {
    title: '这一小时传得够多了',
    detail: '这个文件没有收下。过一会儿再传一次，文件不用改。',
  },
  'import.wrong_state': { title: '现在不能这样做', detail: '这次导入的状态已经变了，刷新看看。' },
} satisfies ProblemTexts;
