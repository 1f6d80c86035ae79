import type { Posting } from '@linggong/contracts/posting.ts';
import { headcountInText, parseAges, parseHeadcount, parseSex } from '../cells/people.ts';
import { called, labelled, type Notes, type RowCells } from '../cells/row.ts';

/** How many people: from its column, else from free text, and then named; null where it isn't told. */
export function headcountOf(row: RowCells, notes: Notes): number | null {
  const [cell] = row('headcount');
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
  notes.add('没写招几个人，先空着。');
  return null;
}

/** Sex and age as asked for; what is more than a plain requirement stays in words, for the rules to read. */
export function conditionsOf(row: RowCells, notes: Notes): Posting['conditions'] {
  const texts = [...row('conditions'), ...row('experience')].map(labelled);
  const [sexCell] = row('sex');
  const sex = sexCell ? parseSex(sexCell.text) : 'any';
  if (sexCell && sex === null) {
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
