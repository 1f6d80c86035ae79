import type { Closing } from '@linggong/contracts/account.ts';

/** What is left of a closed account, and why one can't be closed yet. */
export const closedWords = {
  person: '已注销',
  phone: '（号码已删）',
  household: '已注销的家庭',
  blocked: (blocks: Closing['blocks']) => {
    const title = (kind: Closing['blocks'][number]['kind']) =>
      blocks.filter((block) => block.kind === kind).map((block) => `“${block.title}”`);
    const parts = [
      [title('working'), '正在干，干完再注销'],
      [title('open_gigs'), '还在招人或等审核，先停招或撤回'],
      [title('people_coming'), '有人要来干活，等干完，或者先撤回'],
    ] as const;
    const said = parts.flatMap(([titles, what]) => (titles.length > 0 ? `${titles.join('、')}${what}` : []));
    return `${said.join('；')}。账号没有注销。`;
  },
};
