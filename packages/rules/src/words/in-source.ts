import { type Entry, readable } from '@linggong/words/entry.ts';
import type { Words } from './types.ts';
import dates from './zh-CN/dates.json' with { type: 'json' };
import pay from './zh-CN/pay.json' with { type: 'json' };
import work from './zh-CN/work.json' with { type: 'json' };

/** Made ready when it is first asked for. */
function ready<A extends keyof Words>(entry: Entry): () => Words[A] {
  let words: Words[A] | undefined;
  return () => {
    words ??= readable(entry, 'zh-CN') as Words[A];
    return words;
  };
}

/** For what is said in the source whoever reads it: advice on postings, notices that were stored in words. */
export const datesInSource = /* @__PURE__ */ ready<'dates'>(dates);
export const payInSource = /* @__PURE__ */ ready<'pay'>(pay);
export const workInSource = /* @__PURE__ */ ready<'work'>(work);
