import type { Posting } from '@linggong/contracts/posting.ts';
import { EMPTY_NOTES } from '@linggong/rules/messages/empty-notes.ts';
import { headcountInText, parseAges, parseHeadcount, parseSex } from '../cells/people.ts';
import { called, labelled, type Notes, type RowCells } from '../cells/row.ts';
import { ticked } from '../cells/tick.ts';

/** How many people: from its column, else from free text, and then named; null where it isn't told. */
export function headcountOf(row: RowCells, notes: Notes): number | null {
  const all = row('headcount');
  const bySex = all.filter(({ header }) => /[男女]/.test(header));
  const cell = all.find((one) => !bySex.includes(one));
  if (!cell && bySex.length > 0) {
    const numbers = bySex.map(({ text }) => (/^0人?$/.test(text) ? 0 : parseHeadcount(text).headcount));
    const sum = numbers.some((n) => n === null) ? 0 : numbers.reduce<number>((a, b) => a + (b ?? 0), 0);
    const said = bySex.map(labelled).join('、');
    notes.add(sum > 0 ? `人数 ${sum}：${said}加在一起。` : `人数写的是“${said}”，不是准数，先空着。`);
    return sum > 0 ? sum : null;
  }
  if (cell) {
    const { headcount } = parseHeadcount(cell.text);
    if (headcount === null) notes.add(`人数写的是“${cell.text}”，不是一个准数，先空着。`);
    return headcount;
  }
  for (const field of ['conditions', 'remarks', 'description', 'title'] as const) {
    for (const free of row(field)) {
      const found = headcountInText(free.text);
      if (!found) continue;
      notes.add(
        found.headcount === null
          ? `${called(free)}里的人数前后不一样（${found.words}），先空着。`
          : `人数 ${found.headcount}：取自${called(free)}里的“${found.words}”。`,
      );
      return found.headcount;
    }
  }
  notes.add(EMPTY_NOTES.headcount);
  return null;
}

/** What cells of the number of people say beside one number, for the posting's own words. */
export const headcountWords = (row: RowCells): string[] =>
  row('headcount')
    .filter(({ header, text }) => /[男女]/.test(header) || parseHeadcount(text).headcount === null)
    .map(labelled);

/** Who is asked for, by ticks under 男 and 女 or by a word. */
function sexOf(cells: ReturnType<RowCells>): 'any' | 'male' | 'female' | null {
  const of = ({ header, text }: (typeof cells)[number]) => {
    const both = /男.*女|女.*男/.test(header);
    if (both || !/[男女]/.test(header) || ticked(text) === null) return parseSex(text);
    return ticked(text) ? (header.includes('男') ? 'male' : 'female') : 'none';
  };
  const asked = new Set(cells.map(of).filter((one) => one !== 'none'));
  if (asked.size === 0) return 'any';
  if (asked.has(null)) return null;
  const [only] = asked;
  return asked.size > 1 ? 'any' : (only as 'any' | 'male' | 'female');
}

/** Sex and age as asked for; what is more than a plain requirement stays in words, for the rules to read. */
export function conditionsOf(row: RowCells, notes: Notes): Posting['conditions'] {
  const texts = [...row('conditions'), ...row('experience')].map(labelled);
  const sexCells = row('sex');
  const sex = sexOf(sexCells);
  for (const sexCell of sex === null ? sexCells : []) {
    texts.unshift(labelled(sexCell));
    notes.add(`性别写的是“${sexCell.text}”，照原话放进了要求里。`);
  }
  const [ageCell] = row('age');
  const ages = ageCell ? parseAges(ageCell.text) : null;
  if (ageCell && !ages) {
    texts.unshift(labelled(ageCell));
    notes.add(`年龄写的是“${ageCell.text}”，照原话放进了要求里。`);
  }
  return {
    minAge: ages?.minAge ?? null,
    maxAge: ages?.maxAge ?? null,
    sex: sex ?? 'any',
    text: texts.join('；'),
  };
}
