import type { Deps } from '../../deps.ts';
import { employersLike } from '../employers/public.ts';
import type { Sought } from '../gigs/public.ts';

/** Of a name that many employers share, these are looked through. */
const EMPLOYERS = 200;

const literally = (char: string) => char.replace(/[.*+?^${}()|[\]\\-]/, '\\$&');
/** Each character as it is, or as wide as Chinese keyboards type it. */
const eitherWidth = (char: string) =>
  /[!-~]/.test(char)
    ? `[${literally(char)}${String.fromCharCode(char.charCodeAt(0) + 0xfee0)}]`
    : literally(char);
/** A pattern of what holds the text, whatever its width. */
const like = (text: string) => [...text].map(eitherWidth).join('');

/** What was typed, as part of a number (with or without its dash), of a title or of an employer's name; null: nothing. */
export async function soughtBy(deps: Deps, typed: string): Promise<Sought | null> {
  const q = typed.normalize('NFKC').trim();
  if (!q) return null;
  const digits = q.replace(/[\s-]/g, '');
  return {
    number: /^\d{1,6}$/.test(digits) ? like(digits) : null,
    title: like(q),
    employerIds: await employersLike(deps, like(q), EMPLOYERS),
  };
}
