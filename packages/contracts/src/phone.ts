import * as z from 'zod';
import { plainNumber } from './digits.ts';

/** A phone number as people write it; normalised to E.164 by the server before anything else. */
export const zPhoneInput = z
  .string()
  .overwrite(plainNumber)
  .trim()
  .min(5, '手机号不完整')
  .max(24, '手机号太长')
  .meta({ id: 'PhoneInput' });

/** Figures that belong together, spaced as they may be. */
const RUNS = /\d(?:[\s-]*\d)*/g;
const SIX = /(?<!\d)\d{6}(?!\d)/g;

/** The one run of exactly six digits in a text: as it stands, else as it is spaced (`123 456`); undefined: none, or several. */
function codeIn(text: string): string | undefined {
  const plain = new Set(text.match(SIX));
  const spaced = () =>
    (text.match(RUNS) ?? []).map((run) => run.replace(/\D/g, '')).filter((run) => run.length === 6);
  const found = plain.size > 0 ? plain : new Set(spaced());
  return found.size === 1 ? [...found][0] : undefined;
}

/** The code of a text message, or the whole message with the code in it: spaced as it may be, in digits of any script. */
export const zCode = z
  .string()
  .max(1000, '只填短信里的 6 位验证码')
  .overwrite((text) => codeIn(plainNumber(text)) ?? text)
  .regex(/^\d{6}$/, '验证码是 6 位数字');
