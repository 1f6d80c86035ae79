import { formattedNumber } from './cell-value.ts';
import { parseNumberFormat } from './number-format.ts';
import { decoded } from './xml.ts';

/** A format as a page says it for spreadsheet programs: `style="mso-number-format:'\#\,\#\#0'"`. */
const FORMAT =
  /(?:mso-number-format|vnd\.ms-excel\.numberformat)\s{0,9}:\s{0,9}(?:"([^"]{1,999})"|'([^']{1,999})'|([^;"']{1,255}))/i;
const ESCAPED = /\\(?:([0-9a-f]{4}) ?|(.))/gi;
const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/;
/** The value stands in the tag, so that the text is how it is shown. */
const SHOWN = /\sx:num\b/i;

/** A number as a spreadsheet program shows it under the format in its cell's tag, if it isn't shown so by the page. */
export function formattedIn(tag: string, text: string): string {
  const plain = NUMBER.test(text) && !SHOWN.test(tag);
  const [, ...quoted] = (plain && FORMAT.exec(decoded(tag))) || [];
  const said = quoted.find(Boolean);
  if (!said) return text;
  const code = said.replace(ESCAPED, (_, hex?: string, one?: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : one!,
  );
  return formattedNumber(parseNumberFormat(code), Number(text), text);
}
