import { BAD_DISGUISED_PEOPLE } from './bad-disguised-people.ts';
import { BAD_DISGUISED_WORDS } from './bad-disguised-words.ts';
import { BAD_UNSEEN_CONTENT } from './bad-unseen-content.ts';
import { BAD_UNSEEN_PEOPLE } from './bad-unseen-people.ts';
import { BAD_UNSEEN_WORDS } from './bad-unseen-words.ts';
import type { Case } from './case.ts';
import { CLEAN_TRICKY } from './clean-tricky.ts';
import { CLEAN_UNSEEN } from './clean-unseen.ts';

export const CASES: readonly Case[] = [
  ...CLEAN_UNSEEN,
  ...BAD_UNSEEN_CONTENT,
  ...BAD_UNSEEN_WORDS,
  ...BAD_UNSEEN_PEOPLE,
  ...CLEAN_TRICKY,
  ...BAD_DISGUISED_PEOPLE,
  ...BAD_DISGUISED_WORDS,
];
