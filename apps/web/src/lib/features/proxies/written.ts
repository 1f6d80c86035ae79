import type { Grant } from '@linggong/contracts/proxy.ts';
import { listed } from '#lib/format/list.ts';
import { lastDay } from '#lib/format/time.ts';
import { wordsOf } from '#lib/words/words.ts';

/** What was written down, as it counts now, and that it took another's place. */
export function writtenWords({ person, proxy, scopes, until, replaces }: Grant, own: boolean): string {
  const words = wordsOf('proxies');
  const parts = {
    proxy: proxy.name,
    person: person.name,
    scopes: listed(scopes.map((scope) => words.scopes[scope])),
    until: lastDay(until, new Date()),
  };
  return (own ? words.writtenMine(parts) : words.written(parts)) + (replaces ? words.replaced : '');
}
