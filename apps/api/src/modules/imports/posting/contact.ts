import { type Called, phonesIn } from '../../../platform/sheets/cells/text.ts';
import { called, type Notes, type RowCells } from '../cells/row.ts';

const NO_PHONE = /微信|邮箱|qq|wechat|mail/i;
const FIGURES = /\d{6,}/;

/** As it is dialled: a landline with its 0. */
const dialled = ({ phone, mobile }: Called) => {
  const number = phone.slice(3);
  return mobile || /^400\d{7}$/.test(number) ? number : `0${number}`;
};

/** The number that people are to call, as E.164: the first mobile, else the first landline. Others are named to the desk alone. */
export function contactOf(row: RowCells, notes: Notes): string | null {
  const cells = row('contact').filter(({ header }) => !NO_PHONE.test(header));
  const all = cells.flatMap((cell) => phonesIn(cell.text).map((found) => ({ ...found, cell })));
  const used = all.find(({ mobile }) => mobile) ?? all[0];
  if (!used) {
    const figures = cells.find(({ text }) => FIGURES.test(text));
    if (figures)
      notes.add(`${called(figures)}写的是“${figures.text}”，认不出完整的号码，用工方的电话先空着。`);
    return null;
  }
  const others = new Set(all.map(dialled).filter((number) => number !== dialled(used)));
  if (others.size > 0)
    notes.add(`电话不止一个，用工方的电话用 ${dialled(used)}，没用 ${[...others].join('、')}。`);
  if (used.zeroLost) notes.add(`电话“${used.cell.text}”少了区号前面的 0，按 ${dialled(used)} 算。`);
  return used.phone;
}
