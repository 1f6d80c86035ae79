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

/** The code of a text message, spaced as it may be, in digits of any script. */
export const zCode = z
  .string()
  .overwrite((text) => plainNumber(text).replace(/[\s-]/g, ''))
  .regex(/^\d{6}$/, '验证码是 6 位数字');
