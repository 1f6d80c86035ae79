/**
 * Spreadsheet programs take these at the start of a cell for a formula, some also full-width ones, and what nobody sees
 * does not keep them from it.
 */
const FORMULA = /^[\s\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠﹦﹢﹣﹫−]|^[\t\r]/u;

/**
 * A spreadsheet program would open these as numbers or dates, and save them so: without the zeros before them, without
 * their last digits, `8-12` as the 12th of August.
 */
const TAKEN_FOR_A_NUMBER = /^0\d+$|^\d{12,}$|^\d{1,4}[-/]\d{1,2}(?:[-/]\d{1,2})?$|^\d+(?:\.\d+)?e\d+$/i;

/** One cell: harmless in a spreadsheet program, quoted where it has to be. */
function cell(text: string): string {
  const safe = TAKEN_FOR_A_NUMBER.test(text) ? `="${text}"` : FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell of such a table as it was before. */
export const unprotected = (text: string): string =>
  text.replace(/^="(.*)"$/, '$1').replace(/^'(?=.)/, (mark) => (FORMULA.test(text.slice(1)) ? '' : mark));

/** A table as CSV (RFC 4180) with a byte order mark, so that Excel reads it as UTF-8. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
