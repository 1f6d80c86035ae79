import type { Words } from './types.ts';

export type Area = keyof Words;

/** Where words come from: on the server whoever asks decides, in a browser the page that is open. */
export type Source = { language(): string; area(name: Area): unknown };

let source: Source | undefined;

/** Said once by whatever runs the pages: the server, a browser, a test. */
export function readFrom(given: Source): void {
  source = given;
}

/**
 * The words of an area in the reader's language. On the server it is asked for within a request, never when a module
 * is loaded; a page has the areas that its modules ask for (`npm run words` notes which).
 */
export function wordsOf<A extends Area>(area: A): Words[A] {
  const words = source?.area(area);
  if (!words) throw new Error(`The words of ${area} are not loaded: npm run words`);
  return words as Words[A];
}

/** The reader's language, as `<html lang>` has it. */
export function language(): string {
  if (!source) throw new Error('Nobody has said where words come from.');
  return source.language();
}
