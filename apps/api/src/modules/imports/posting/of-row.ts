import type { Import } from '@linggong/contracts/import.ts';
import { oneLine } from '@linggong/contracts/normal.ts';
import { type Posting, zPosting } from '@linggong/contracts/posting.ts';
import type { PlaceFinder } from '../cells/place.ts';
import { saysOver } from '../cells/recruiting.ts';
import { CELL_MAX, called, labelled, type Notes, noteBook, type RowCells, rowCells } from '../cells/row.ts';
import { contactOf } from './contact.ts';
import { dateReader } from './dates.ts';
import { type Identity, identityOf, idIn } from './identity.ts';
import { withoutMadeDates } from './made-dates.ts';
import { payOf } from './pay.ts';
import { conditionsOf, headcountOf, headcountWords } from './people.ts';
import { workplaceOf } from './place.ts';
import { timesOf, validUntilOf } from './times.ts';
import { descriptionOf, includedOf, overflow, titleOf, tradeOf } from './words.ts';

/** What was made of a row before anything is known of what is stored already. */
export type RowReading = Identity & {
  /** The row's id in its file where it can be believed, else its `contentId`. */
  externalId: string;
  employerName: string;
  /** E.164; for the employer's record, never for the posting. */
  contactPhone: string | null;
  posting: Posting;
  notes: string[];
  errors: string[];
  /** Of the errors the one that its sender wants nobody more; null: it isn't among them. */
  over: string | null;
};

export type RowContext = {
  columns: Import['columns'];
  sourceName: string;
  findPlace: PlaceFinder;
  /** When the file came: dates without a year are of about then. */
  now: Date;
};

const EMPTY: Posting = zPosting.parse({});
const ID_MAX = 120;
const NAME_MAX = 60;

/** In words that and where a row says that nobody more is wanted; null where it doesn't. */
function overIn(row: RowCells): string | null {
  const [cell] = row('recruiting');
  return cell && saysOver(cell) ? `表里写着已经不招了（${cell.header}：${cell.text}）。` : null;
}

/** The posting under another id of its source. */
export const withExternalId = (posting: Posting, externalId: string): Posting => ({
  ...posting,
  source: posting.source && { ...posting.source, externalId },
});

function sourceUrlOf(row: RowCells, notes: Notes): string | null {
  const [cell] = row('sourceUrl');
  if (!cell) return null;
  if (/^https?:\/\//i.test(cell.text) && URL.canParse(cell.text) && cell.text.length <= 500) return cell.text;
  notes.add(`链接写的是“${cell.text.slice(0, 60)}”，不是网址，先空着。`);
  return null;
}

/** Until when it holds, in words that are no date. */
const validWords = (row: RowCells, { validUntil }: Posting) =>
  validUntil === null ? row('validUntil').slice(0, 1).map(labelled) : [];

function errorsOf(row: RowCells, cells: readonly string[], columns: Import['columns']): string[] {
  const errors: string[] = [];
  const [employer] = row('employerName');
  if (!employer) errors.push('没写用工单位是谁。');
  else if (employer.text.length > NAME_MAX) errors.push(`用工单位的名称太长，最多 ${NAME_MAX} 个字。`);
  if (!titleOf(row) && row('description').length === 0)
    errors.push('没写是什么活：岗位、工种、工作内容都空着。');
  const [id] = row('externalId');
  if (id && id.text.length > ID_MAX) errors.push(`编号太长，最多 ${ID_MAX} 个字。`);
  const over = overIn(row);
  if (over) errors.push(over);
  for (const { index, header } of columns) {
    if ((cells[index]?.length ?? 0) > CELL_MAX)
      errors.push(`${called({ header })}这一格太长，最多 ${CELL_MAX} 个字。`);
  }
  const extra = cells.length - columns.length;
  if (extra > 0) errors.push(`这一行比表头多出 ${extra} 格，多半是引号或逗号写错了。`);
  return errors;
}

/**
 * A posting from a row of cells. Nothing is made up: what a cell doesn't say stays empty and is named in the notes,
 * as is what was taken out of free text, with the words it came from. `errors` say why the row can't become a gig.
 */
export function postingOfRow(cells: readonly string[], context: RowContext): RowReading {
  const { columns, sourceName, findPlace, now } = context;
  const written = rowCells(cells, columns);
  const notes = noteBook();
  const errors = errorsOf(written, cells, columns);
  const row = withoutMadeDates(written, notes);
  const dates = dateReader(now, notes);
  const { fit, lines } = overflow(notes);
  const title = fit(titleOf(row), 40, '岗位名称');
  const tradeId = tradeOf(row, notes);
  const headcount = headcountOf(row, notes);
  const { shifts, together, hoursText } = timesOf(row, dates, notes);
  const pay = payOf(row, notes);
  const workplace = workplaceOf(row, findPlace, notes);
  const conditions = conditionsOf(row, notes);
  const { included, unclear } = includedOf(row);
  const contactPhone = contactOf(row, notes);
  const identity = identityOf(cells, columns, sourceName);
  const { id, damaged } = idIn(row('externalId')[0]?.text);
  if (damaged) notes.add(`编号写的是“${damaged}”，被表格软件改坏了，不能用来认岗位。`);
  const externalId = (id ?? identity.contentId).slice(0, ID_MAX);
  const draft: Posting = {
    ...EMPTY,
    tradeId,
    title,
    shifts: shifts.map((shift) => ({ ...shift, headcount })),
    together,
    hoursText: fit(hoursText, 300, '工作时间'),
    pay: { ...pay, text: fit(pay.text, 200, '工资') },
    workplace: { ...workplace, landmark: fit(workplace.landmark, 80, '工作地点') },
    conditions: { ...conditions, text: fit(conditions.text, 300, '要求') },
    included,
    validUntil: validUntilOf(row, dates, notes),
    source: { name: sourceName, externalId, url: sourceUrlOf(row, notes) },
  };
  draft.description = descriptionOf(
    row,
    [...unclear, ...headcountWords(row), ...validWords(row, draft), ...lines],
    notes,
  );
  const checked = zPosting.safeParse(draft);
  if (!checked.success)
    errors.push(...checked.error.issues.map((issue) => `${issue.message}（${issue.path.join('.')}）。`));
  return {
    ...identity,
    externalId,
    employerName: oneLine(row('employerName')[0]?.text ?? ''),
    contactPhone,
    posting: checked.success ? checked.data : draft,
    notes: notes.all,
    errors,
    over: overIn(written),
  };
}
