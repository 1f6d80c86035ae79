import { wordsOf } from '../../words/words.ts';
import type { CapName } from './table.ts';

/** Title of what frees by itself or by hand; a day's cap has the title of all caps. */
export const heldTitle = (): string => wordsOf('caps').held;

/** The whole sentence: what the bound is, when it frees, whom to call who can't wait. */
export function capWords(
  name: CapName,
  { most, daily, phone }: { most: number; daily: boolean; phone: string | undefined },
): string {
  const words = wordsOf('caps');
  const what = words.what[name.replace(/_verified$/, '') as keyof typeof words.what]({ n: most });
  const call = phone ? words.call({ phone }) : words.callLocal;
  return (daily ? words.daily : words.detail)({ what, call });
}
