import { SOURCE_WORDS } from '@linggong/rules/words/source.ts';

const { dates, pay, work } = SOURCE_WORDS;

/** What pages say by rules, in the source: areas like their own. */
export const OF_RULES = { dates, pay, work } as const;
