import { plainDigits, plainNumber } from '@linggong/contracts/digits.ts';
import type { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { reportsMaybeOf, unnameReport } from '../reports/public.ts';
import { CLOSED } from './words.ts';

/** `phone`: E.164; null: they have none. */
export type Named = { name: string; phone: string | null };

/** Signs and spaces that people put between the digits of a number, and the characters of a name. */
const BETWEEN = '[\\s\\p{Cf}\\p{Pd}\\u2212.·•・_()（）]*';
const literally = (character: string) => character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const spread = (text: string) => [...text].map(literally).join(BETWEEN);

/** A number without its country's prefix, as people say it at home. */
const atHome = (phone: string) => phone.replace(/^\+86/, '').replace(/^\+/, '');

const numberIn = (phone: string) =>
  new RegExp(`(?<!\\d)(?:(?:[+＋]|00)?86${BETWEEN})?${spread(atHome(phone))}(?!\\d)`, 'gu');

/** A text without a person's own number, however it is written, and their own name. What has neither stays as it is. */
export function unnamed(text: string, { name, phone }: Named): string {
  const own = name.normalize('NFKC').replace(/[\s·•・]/g, '');
  const plain = plainDigits(text);
  const without = phone === null ? plain : plain.replace(numberIn(phone), CLOSED.phone);
  const left = [...own].length < 2 ? without : without.replace(new RegExp(spread(own), 'giu'), CLOSED.person);
  return left === plain ? text : left;
}

const digitsOf = (text: string) => plainNumber(text).replace(/\D/g, '');

/** Reports stay, and say nothing of who made them: neither signed in nor with their own number to call back. */
export async function unnameReports(deps: Deps, personId: Types.ObjectId, named: Named): Promise<void> {
  const made = await reportsMaybeOf(deps, personId);
  const number = named.phone && atHome(named.phone);
  for (const { _id, personId: by, text, phone, handled } of made) {
    if (!by?.equals(personId) && !(number && digitsOf(phone).endsWith(number))) continue;
    await unnameReport(deps, _id, {
      text: unnamed(text, named),
      outcome: handled && unnamed(handled.outcome, named),
    });
  }
}
