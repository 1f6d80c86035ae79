import type { Deps } from '../../deps.ts';
import type { NoticeWords } from '../../platform/notices/kind.ts';
import { textOf } from './compose.ts';
import { DEFAULT_SETTINGS, isLastCall, outOfQuiet, TEXTS_PER_DAY } from './policy.ts';
import { takeText } from './texts.ts';

/** From when on a text message to who said nothing of quiet hours may go out. `begins`: as in `outOfQuiet`. */
export const textsFrom = (deps: Deps, begins: Date | null): Date =>
  outOfQuiet(DEFAULT_SETTINGS, deps.clock(), begins);

export type PhoneText = {
  /** The same where it is tried again. */
  id: string;
  /** Whose phone it is, for the day's count. */
  toId: string;
  phone: string;
  words: NoticeWords;
  /** When work begins that it calls off; null: it calls nothing off. */
  callsOff: Date | null;
};

/** A text message to somebody without an account, unless they had enough of them today. */
export async function textPhone(
  deps: Deps,
  { id, toId, phone, words, callsOff }: PhoneText,
): Promise<undefined> {
  const isLast = isLastCall(callsOff, deps.clock());
  const taken = await takeText(deps, { messageId: id, toId, most: TEXTS_PER_DAY, isLast });
  if (taken) await deps.sms.send({ id, to: phone, text: textOf(words, taken.full) });
  else deps.log.warn({ toId, messageId: id }, 'text message not sent: this phone had enough today');
}
