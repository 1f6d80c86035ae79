import { BAD_DISGUISED } from './bad-disguised.ts';
import { BAD_UNSEEN } from './bad-unseen.ts';
import type { Case } from './case.ts';
import { CLEAN_TRICKY } from './clean-tricky.ts';
import { CLEAN_UNSEEN } from './clean-unseen.ts';

export const CASES: readonly Case[] = [...CLEAN_UNSEEN, ...BAD_UNSEEN, ...CLEAN_TRICKY, ...BAD_DISGUISED];
