import { READING } from './differences-reading.ts';
import { WRITING } from './differences-writing.ts';
import type { Case } from './run.ts';

const DIFFERENCES = [...WRITING, ...READING];

/** The known difference that a case is, if it is one. */
export const explanation = (one: Case): string | undefined =>
  DIFFERENCES.find(({ explains }) => explains(one))?.name;
