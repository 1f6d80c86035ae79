import type { ManagedGig } from '@linggong/contracts/gig.ts';
import type { Posting } from '@linggong/contracts/posting.ts';
import { payText } from '#lib/format/money.ts';
import { wordsOf } from '#lib/words/words.ts';
import { rowsOf } from './rows.ts';

const desk = () => wordsOf('desk');

/** A line that is no longer as it was passed. */
export type Changed = { line: string; before: string; after: string };

/** What is different from the posting that was passed last; the region is told by its landmark and path alone. */
export function changesOf(gig: ManagedGig, passed: Posting, now: Date): Changed[] {
  const samePlace = passed.workplace.regionId === gig.posting.workplace.regionId;
  const linesOf = (posting: Posting, regionNames: string[]) =>
    new Map([
      [desk().rows.title, posting.title],
      [desk().rows.pay, payText(posting.pay)],
      ...rowsOf({ ...gig, posting, regionNames, flags: [] }, now).map(
        ({ key, text }) => [desk().rows[key], text] as const,
      ),
    ]);
  const before = linesOf(passed, samePlace ? gig.regionNames : []);
  const after = linesOf(gig.posting, gig.regionNames);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((line) => {
    const [was, is] = [before.get(line) ?? '', after.get(line) ?? ''];
    return was === is ? [] : [{ line, before: was, after: is }];
  });
}
