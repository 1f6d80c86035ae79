import type { Closing } from '@linggong/contracts/account.ts';
import { wordsOf } from '../../words/words.ts';

/** What is kept in place of who closed their account: records, and in the source language for whoever reads them. */
export const CLOSED = {
  person: '已注销',
  phone: '（号码已删）',
  household: '已注销的家庭',
} as const;

const KINDS = ['working', 'open_gigs', 'people_coming'] as const;

/** Why an account can't be closed yet. */
export function blockedWords(blocks: Closing['blocks']): string {
  const words = wordsOf('closing').blocked;
  const parts = KINDS.flatMap((kind) => {
    const titles = blocks.filter((block) => block.kind === kind).map(({ title }) => words.title({ title }));
    return titles.length > 0 ? words[kind]({ titles: titles.join(words.titleJoin) }) : [];
  });
  return words.said({ parts: parts.join(words.partJoin) });
}

/** Why somebody can't be taken out of the register yet. */
export function atWorkWords(titles: readonly string[]): string {
  const { atWork, blocked } = wordsOf('closing');
  return atWork({ titles: titles.map((title) => blocked.title({ title })).join(blocked.titleJoin) });
}
