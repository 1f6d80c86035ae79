const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAME = `(${MONTHS.join('|')})[a-z]*`;
const FULL = /^(?:19|20)\d{2}(?:-|\/|年)(\d{1,2})(?:-|\/|月)(\d{1,2})日?(?: 0{1,2}:00(?::00)?)?$/;
const MONTH_DAY = /^(\d{1,2})月(\d{1,2})日$/;
const DAY_NAME = new RegExp(`^(\\d{1,2})-${NAME}(?:-\\d{2,4})?$`, 'i');
const NAME_DAY = new RegExp(`^${NAME}-(\\d{1,2})$`, 'i');
/** Days since 1899-12-30, of the years from 2010 to 2064. */
const SERIAL = /^(?:4[0-9]|5[0-9])\d{3}$/;
const EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

const monthOf = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

function monthAndDay(text: string): [number, number] | null {
  const numbers = FULL.exec(text) ?? MONTH_DAY.exec(text);
  if (numbers) return [Number(numbers[1]), Number(numbers[2])];
  const dayFirst = DAY_NAME.exec(text);
  if (dayFirst) return [monthOf(dayFirst[2]!), Number(dayFirst[1])];
  const nameFirst = NAME_DAY.exec(text);
  if (nameFirst) return [monthOf(nameFirst[1]!), Number(nameFirst[2])];
  if (!SERIAL.test(text)) return null;
  const day = new Date(EPOCH + Number(text) * DAY_MS);
  return [day.getUTCMonth() + 1, day.getUTCDate()];
}

/**
 * What `2026-08-12`, `8月12日`, `12-Aug`, `Aug-12` or `46246` probably was before a spreadsheet program took it for a
 * date, `8-12`; null where a cell is none of these. Only for cells that can't be a date.
 */
export function madeDate(text: string): string | null {
  const found = monthAndDay(text.trim());
  return found ? found.join('-') : null;
}
