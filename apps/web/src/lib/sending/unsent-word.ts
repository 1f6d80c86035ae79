import { OWN } from '#lib/session/own.ts';
import { ownReady } from '#lib/session/session.ts';

/** What somebody sent and got no answer to. */
export type Unsent = {
  /** It surely has not gone out: there was no connection when it was sent. */
  sure: boolean;
  /** The server's time on the page that it was sent from, in ms: a later page knows what became of it. */
  asOf: number;
  /** The shifts that it named; none: all. */
  shifts: string[];
};

const keyOf = (about: string) => `${OWN}-unsent:${about}`;

/** Remembers it in this tab, also over a reload, until it is forgotten by null. Never throws. */
export async function keepUnsent(about: string, unsent: Unsent | null): Promise<void> {
  await ownReady();
  try {
    if (unsent) sessionStorage.setItem(keyOf(about), JSON.stringify(unsent));
    else sessionStorage.removeItem(keyOf(about));
  } catch {
    // Forbidden: then it lasts as long as the page.
  }
}

/** What is remembered; null: nothing. Never throws. */
export async function unsentOf(about: string): Promise<Unsent | null> {
  await ownReady();
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(about)) ?? 'null') as Unsent | null;
  } catch {
    return null;
  }
}

/**
 * Whether it still is so: a page made since then that shows none of these shifts as held knows that it was done. `held`:
 * the shifts that can be given back.
 */
export const stillUnsent = ({ shifts }: Unsent, held: readonly string[]): boolean =>
  held.length > 0 && (shifts.length === 0 || shifts.some((id) => held.includes(id)));
