import type { Flag } from '@linggong/contracts/flag.ts';
import { flagRisk } from '@linggong/rules/review.ts';
import { wordsOf } from '#lib/words/words.ts';

export type Reason = { reason: string; article: string };

/** Adds what a flag says to a reason and to its articles, each once. */
export function withFlag(given: Reason, flag: Flag): Reason {
  const { quoted, semicolon } = wordsOf('units');
  const words = flag.words.map((text) => quoted({ text })).join('');
  const told = words ? wordsOf('desk').wrote({ words, advice: flag.advice }) : flag.advice;
  const add = (all: string, one: string, by: string) =>
    all.includes(one) ? all : [all.trim(), one].filter(Boolean).join(by);
  return {
    reason: add(given.reason, told, '\n').slice(0, 500),
    article: add(given.article, flag.article, semicolon).slice(0, 100),
  };
}

export const isUsed = (given: Reason, flag: Flag): boolean => given.reason.includes(flag.advice);

/** What a return is begun with: everything the law forbids, else the gravest remark. */
export function firstReason(flags: readonly Flag[]): Reason {
  const blocks = flags.filter(({ level }) => level === 'block');
  const gravest = [...flags].sort((a, b) => flagRisk(b) - flagRisk(a)).slice(0, 1);
  return (blocks.length > 0 ? blocks : gravest).reduce(withFlag, { reason: '', article: '' });
}
