import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { problem } from '../../platform/problem.ts';

/** Numbers that get text messages, where a country's plan tells them from others. */
const MOBILE: Record<string, RegExp> = { CN: /^\+861[3-9]\d{9}$/ };

/** The 0 that was dialled before a mobile number of another city, and that many still write. */
const DIALLED: Record<string, RegExp> = { CN: /^\s*0(?=1[3-9](?:[\s-]*\d){9}\s*$)/ };

/**
 * A number as people write it in E.164, so that one phone is one account. Throws `auth.phone_invalid` for what is
 * no mobile number of `country`: codes sent abroad on someone else's wish cost money and reach nobody here.
 */
export function normalisePhone(text: string, country: string): string {
  const plain = DIALLED[country] ? text.replace(DIALLED[country], '') : text;
  const parsed = parsePhoneNumberFromString(plain, { defaultCountry: country as 'CN', extract: false });
  if (!parsed?.isValid() || parsed.country !== country || MOBILE[country]?.test(parsed.number) === false) {
    throw problem('auth.phone_invalid');
  }
  return parsed.number;
}

/** `138****1234`: enough for its owner to recognise. Takes E.164. */
export function maskPhone(phone: string): string {
  const national = parsePhoneNumberFromString(phone)?.nationalNumber ?? phone;
  return `${national.slice(0, 3)}****${national.slice(-4)}`;
}
