import { OWN } from '#lib/session/own.ts';
import type { Draft } from './draft.ts';

/** What was typed on this device and not stored by the server. */
export type Kept = { at: string; draft: Draft };

const key = (gigId: string) => `${OWN}-draft-${gigId}`;

/** Keeps what is typed on this device until the server has it. Where the browser refuses, nothing is kept. */
export function keep(gigId: string, draft: Draft, at: Date): void {
  try {
    localStorage.setItem(key(gigId), JSON.stringify({ at: at.toISOString(), draft } satisfies Kept));
  } catch {
    // Full or forbidden: the page still has it.
  }
}

export function forget(gigId: string): void {
  try {
    localStorage.removeItem(key(gigId));
  } catch {
    // Nothing was kept then.
  }
}

/** What is still kept of a gig. A shape of an older version of the form is passed over. */
export function kept(gigId: string, like: Draft): Kept | null {
  try {
    const found = JSON.parse(localStorage.getItem(key(gigId)) ?? 'null') as Partial<Kept> | null;
    const draft = found?.draft;
    if (!found?.at || !draft) return null;
    return Object.keys(like).every((name) => name in draft) ? { at: found.at, draft } : null;
  } catch {
    return null;
  }
}

const stepKey = (gigId: string) => `${OWN}-step-${gigId}`;

/** Remembers the question at which somebody was, so that the draft opens there again. */
export function keepStep(gigId: string, step: string): void {
  try {
    localStorage.setItem(stepKey(gigId), step);
  } catch {
    // Full or forbidden: it opens at the first question.
  }
}

/** The question at which somebody was; null: none is remembered. */
export function keptStep(gigId: string): string | null {
  try {
    return localStorage.getItem(stepKey(gigId));
  } catch {
    return null;
  }
}
