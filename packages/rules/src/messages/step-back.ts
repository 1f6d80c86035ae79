import type { WhyKept } from '../booking-shifts.ts';
import type { Words } from '../words/types.ts';
import { calledByName } from './take.ts';

/** Why shifts can't be given back. `about`: what the person is called, to whoever asks for them; null: they ask themselves. */
export function keptSentence(why: WhyKept, take: Words['take'], about: string | null = null): string {
  if (about === null) return take.kept[why];
  const said: Record<WhyKept, string | ((parts: { name: string }) => string)> = take.keptOther;
  const sentence = said[why];
  return typeof sentence === 'string' ? sentence : sentence({ name: calledByName(about, take) });
}
