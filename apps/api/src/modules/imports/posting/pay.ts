import type { PayUnit } from '@linggong/contracts/pay-unit.ts';
import { type Pay, zPay } from '@linggong/contracts/posting.ts';
import { EMPTY_NOTES } from '@linggong/rules/messages/empty-notes.ts';
import { payParts } from '@linggong/rules/messages/pay.ts';
import { formatYuan } from '@linggong/rules/pay.ts';
import { type PayText, parsePayText, payBySex } from '@linggong/rules/pay-text.ts';
import { sharedBy } from '@linggong/rules/piece-text.ts';
import { payInSource } from '@linggong/rules/words/in-source.ts';
import { kept as keptOf } from '../../../platform/sheets/cells/kept.ts';
import { type Cell, called, labelled, type Notes, type RowCells } from '../cells/row.ts';
import { parseSettlement, settlementClauses } from '../cells/settlement.ts';
import { ticked } from '../cells/tick.ts';
import { unitOfHeader } from '../columns/header.ts';

const amountsIn = keptOf(parsePayText);
const settlementIn = keptOf(parseSettlement);

const EMPTY: Pay = zPay.parse({});
const UNIT_NAMES: Record<PayUnit, string> = {
  hour: '小时',
  day: '天',
  piece: '件',
  whole: '整活',
  month: '月',
};
const BARE = /^[\d.,，\s~-]+元?$/;
const LOWER = /最低|下限|min/i;
const UPPER = /最高|上限|封顶|不超过|max/i;

/** A column of the most that is paid. */
const isMost = ({ header, text }: Cell) => UPPER.test(header) && !LOWER.test(header) && BARE.test(text);

/** Two columns with the lower and the upper end read as one cell. */
function joined(cells: Cell[]): Cell[] {
  const low = cells.find((cell) => LOWER.test(cell.header) && BARE.test(cell.text));
  const high = cells.find((cell) => UPPER.test(cell.header) && BARE.test(cell.text));
  if (!low || !high) return cells;
  const both = { header: `${low.header}、${high.header}`, text: `${low.text}-${high.text}` };
  return [both, ...cells.filter((cell) => cell !== low && cell !== high)];
}

/** The part of a text that says the same amounts by itself. */
function clause(text: string, pay: PayText): string {
  const parts = text.split(/[，。；,;、\n](?!\d{3}(?!\d))/).map((part) => part.trim());
  const same = parts.find((part) => {
    const read = amountsIn(part);
    return read?.amountFen === pay.amountFen && read.amountMaxFen === pay.amountMaxFen;
  });
  return same ?? text;
}

type Read = { pay: PayText; cell: Cell };

/** The first cell that says an amount. */
function firstAmount(cells: Cell[], notes: Notes): Read | null {
  for (const cell of cells) {
    // A year's pay, or the most that may be paid, says nothing that can be used.
    if (/年薪|元\/年|year|annual/i.test(cell.header) || isMost(cell)) continue;
    const pay = amountsIn(cell.text);
    if (!pay) continue;
    const { times } = BARE.test(cell.text) ? unitOfHeader(cell.header) : { times: 1 };
    const scaled = (fen: number) => Math.round(fen * times);
    if (times !== 1) notes.add(`工资按表头“${cell.header}”换算成元。`);
    return {
      cell,
      pay: {
        ...pay,
        amountFen: scaled(pay.amountFen),
        amountMaxFen: pay.amountMaxFen === null ? null : scaled(pay.amountMaxFen),
      },
    };
  }
  return null;
}

type Unit = Pick<Pay, 'unit' | 'piece'>;

/** What the pay is for: by the text itself, else by its own column, else by the header; null where none says it. */
function unitFor({ pay, cell }: Read, row: RowCells, notes: Notes): Unit {
  const [unitCell] = row('payUnit');
  const column = unitCell ? unitOfHeader(unitCell.text) : null;
  const header = unitOfHeader(cell.header);
  const unit = pay.unit ?? column?.unit ?? header.unit;
  const told = [column, header].find((said) => said?.piece)?.piece ?? '';
  const shared = sharedBy(unitCell?.text ?? '') ?? sharedBy(cell.header);
  const said = pay.piece ?? { unit: '', sharedBy: null, dayMinFen: null };
  const piece =
    unit === 'piece' ? { ...said, unit: said.unit || told, sharedBy: said.sharedBy ?? shared } : null;
  if (unit === null) notes.add(`工资“${cell.text}”没写按小时、按天还是按月，单位先空着。`);
  else if (!pay.unit && !column?.unit)
    notes.add(`工资单位按表头“${cell.header}”算：每${piece?.unit || UNIT_NAMES[unit]}。`);
  if (piece && !piece.unit) notes.add(`工资“${cell.text}”没写一件是什么（车、亩、平方米……），先按“件”显示。`);
  return { unit, ...(piece ? { piece } : {}) };
}

/** Words of which nothing is lost where only the kind of settlement is kept. */
const ONLY_KIND =
  /^(?:按|每)?(?:日|天|周|月|半个?月|次日|当[天日]|完工)(?:现?结|付|发)?(?:算|清|工资)?$|^(?:daily|weekly|monthly|on completion)$/i;

/** When it is paid, by its columns, else by the words of pay; and the cells that say more than that. */
function settledOf(row: RowCells, text: string, notes: Notes) {
  const cells = row('settlement').flatMap((cell): Cell[] => {
    const tick = ticked(cell.text);
    return tick === null ? [cell] : tick ? [{ header: '结算', text: cell.header }] : [];
  });
  const said = cells.map((cell) => settlementIn(cell.text));
  const kinds = new Set(said.map((one) => JSON.stringify(one)));
  const settlement = kinds.size > 1 ? null : (said[0] ?? settlementIn(settlementClauses(text)));
  for (const [index, cell] of cells.entries()) {
    if (!said[index]) notes.add(`结算写的是“${cell.text}”，看不出什么时候结，先空着，原话放进了工资里。`);
    else if (/^\D*(?:15|十五|30|三十)日一?结/.test(cell.text) && settlement)
      notes.add(`结算写的是“${cell.text}”，按${/三十|30/.test(cell.text) ? '一个月' : '半个月'}结一次算。`);
  }
  if (kinds.size > 1 && said.every(Boolean))
    notes.add(`结算写了不止一种（${cells.map((cell) => cell.text).join('、')}），先空着，原话放进了工资里。`);
  return { settlement, kept: cells.filter((cell) => kinds.size > 1 || !ONLY_KIND.test(cell.text)) };
}

/** Pay from its columns; `text` keeps the words of the file, whatever was understood of them. */
export function payOf(row: RowCells, notes: Notes): Pay {
  const cells = joined(row('pay'));
  const whole = ({ header, text: said }: Cell) => (BARE.test(said) && header ? `${header}：${said}` : said);
  const text = cells.length > 1 ? cells.map(labelled).join('；') : cells.map(whole).join('');
  const { settlement, kept } = settledOf(row, text, notes);
  const unit = row('payUnit').filter((cell) => unitOfHeader(cell.text).unit === null);
  // All that is written of pay is for the rules to read, also what it says of when it is paid and what is held back.
  const words = [text, ...[...kept, ...unit].map(labelled)].filter(Boolean).join('；');
  const base = { ...EMPTY, text: words, ...settlement };
  if (cells.length === 0) {
    notes.add(EMPTY_NOTES.pay);
    return base;
  }
  const found = firstAmount(cells, notes);
  if (!found) {
    notes.add(
      payBySex(text)
        ? `工资男女写得不一样（“${text}”），金额先空着。`
        : `工资写的是“${text}”，看不出准数（面议、封顶、合计或几种单位），金额先空着。`,
    );
    return base;
  }
  const { pay, cell } = found;
  const read = {
    ...base,
    amountFen: pay.amountFen,
    amountMaxFen: pay.amountMaxFen,
    ...unitFor(found, row, notes),
  };
  const said = payParts(read, formatYuan, payInSource());
  if (pay.rest !== '' && said)
    notes.add(
      `工资 ${said.amount.slice(1)} 元${said.unit}：取自${called(cell)}里的“${clause(cell.text, pay)}”。`,
    );
  return read;
}
