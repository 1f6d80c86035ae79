import { BAD_DISGUISED_PEOPLE } from './bad-disguised-people.ts';
import { BAD_DISGUISED_WORDS } from './bad-disguised-words.ts';
import { BAD_KINDS } from './bad-kinds.ts';
import { BAD_UNSEEN_CONTENT } from './bad-unseen-content.ts';
import { BAD_UNSEEN_PEOPLE } from './bad-unseen-people.ts';
import { BAD_UNSEEN_WORDS } from './bad-unseen-words.ts';
import type { Case } from './case.ts';
import { CLEAN_TRICKY } from './clean-tricky.ts';
import { CLEAN_UNSEEN } from './clean-unseen.ts';
import { readCases } from './read.ts';

/** Each of these is a test of its own: the rules were made with them in view. */
export const SHOWN: readonly Case[] = [
  ...CLEAN_UNSEEN,
  ...BAD_UNSEEN_CONTENT,
  ...BAD_UNSEEN_WORDS,
  ...BAD_UNSEEN_PEOPLE,
  ...CLEAN_TRICKY,
  ...BAD_DISGUISED_PEOPLE,
  ...BAD_DISGUISED_WORDS,
  ...BAD_KINDS,
];

const written = readCases();

/** What rules and weights may be fitted to. */
export const DEVELOPMENT: readonly Case[] = [...SHOWN, ...written.filter(({ heldOut }) => heldOut === null)];
export const HELD_OUT: readonly Case[] = written.filter(({ heldOut }) => heldOut !== null);
/** Those that were held out before the rules of today: the most honest figure there is. */
export const HELD_OUT_FIRST: readonly Case[] = HELD_OUT.filter(({ heldOut }) => heldOut === 'first');
/** Those held out last. */
export const HELD_OUT_FRESH: readonly Case[] = HELD_OUT.filter(({ heldOut }) => heldOut === 'fresh');
/** All but these, the same since they were first counted. */
export const HELD_OUT_BEFORE: readonly Case[] = HELD_OUT.filter(({ heldOut }) => heldOut !== 'fresh');
export const CASES: readonly Case[] = [...DEVELOPMENT, ...HELD_OUT];
