import type { Grid } from './grid.ts';
import { readHtml } from './html.ts';
import { refused } from './kinds.ts';
import { readOds } from './ods.ts';
import { readXml2003 } from './xml-2003.ts';

const HEAD = 4096;
const PAGE = /<(?:!doctype\s{1,9}html|html|head|body|table|meta|center)\b/i;

/** The sheets of a text that is markup, whatever its name says; null: it is none. Throws `UnreadableFile`. */
export function readMarkup(text: string): { kind: string; sheets: Grid[] } | null {
  const head = text.slice(0, HEAD).trimStart();
  if (!head.startsWith('<')) return null;
  if (head.includes('urn:schemas-microsoft-com:office:spreadsheet') && /<(?:\w{1,9}:)?Workbook\b/.test(head))
    return { kind: 'XML', sheets: readXml2003(text) };
  if (/<office:document\b/.test(head)) return { kind: 'ODS', sheets: readOds(text) };
  if (!PAGE.test(head)) throw refused('otherMarkup');
  const sheets = readHtml(text).filter(({ filled }) => filled > 0);
  if (sheets.length === 0) throw refused('noTable');
  return { kind: 'HTML', sheets };
}
