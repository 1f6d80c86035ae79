import type { ProblemTexts } from '../../platform/problem.ts';

export const gigProblems = {
  'gig.not_found': { title: '没有这个岗位', detail: '岗位号可能写错了，去首页再找一找。' },
  'gig.in_review': {
    title: '这个活改过了，零工站正在看',
    detail: '看过以后还在这个地址显示。过一会儿再来看看，也可以先去看看别的活。',
  },
  'gig.gone': { title: '这个活已经下架了', detail: '去看看别的活。' },
  'gig.changed_meanwhile': {
    title: '刚有人改过',
    detail: '你看到的不是最新的。你写的还在，刷新看看最新内容再保存。',
  },
  'gig.wrong_state': { title: '现在不能这样做', detail: '岗位的状态已经变了，刷新看看。' },
  'gig.blocked': { title: '还不能提交', detail: '有几处法律不允许或必须写明，改好就能提交，草稿已保存。' },
  'gig.terms_changed': {
    title: '对方改过了',
    detail: '你看的时候，对方改了这个活。还没有给你报上，看看改了什么，再定去不去。',
  },
} satisfies ProblemTexts;
