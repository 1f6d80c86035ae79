import type { Flag } from '@linggong/contracts/flag.ts';
import { getContext, setContext } from 'svelte';
import type { Draft } from './draft.ts';

/** What every question of the posting form shares. */
export type Edit = {
  readonly draft: Draft;
  /** What the rules say now; empty until they are loaded. */
  readonly flags: readonly Flag[];
  /** Paths of fields whose text isn't what belongs there, with what to say. */
  readonly errors: Readonly<Record<string, string>>;
  /** It was tried to send it: from then on what is missing is said at its field too. */
  readonly tried: boolean;
  readonly now: Date;
};

const KEY = Symbol('posting');
export const provideEdit = (edit: Edit): Edit => setContext(KEY, edit);
export const useEdit = (): Edit => getContext<Edit>(KEY);
