import { plainNumber } from '@linggong/contracts/digits.ts';
import { PERSON_NAME_MAX } from '@linggong/contracts/limits.ts';
import { oneLine, saysSomething } from '@linggong/contracts/normal.ts';
import type { Callee, Sex } from '@linggong/contracts/people.ts';
import type { RollColumn, RollField } from '@linggong/contracts/roll.ts';
import { type IdNumberWrong, readIdNumber } from '@linggong/rules/id-number.ts';
import { isUnderAge } from '@linggong/rules/known-age.ts';
import { bareId, isDamagedId } from '../../../platform/sheets/cells/id.ts';
import { cut, phonesIn, words } from '../../../platform/sheets/cells/text.ts';
import type { FileRow } from '../../../platform/sheets/read/limits.ts';
import { readBorn, yearOfAge } from './born.ts';
import type { Mark, RowRead, Said } from './said.ts';

const NAME_BO_MAX = 60;
const SKILLS_MAX = 200;
const REMARKS_MAX = 200;
const RELATION_MAX = 12;
/** Longer cells are no names, numbers or skills; what is behind is not read. */
const CELL_MAX = 400;

const WRONG: Record<IdNumberWrong, Mark> = {
  old: 'idOld',
  length: 'idLength',
  figures: 'idFigures',
  region: 'idRegion',
  date: 'idDate',
  check: 'idCheck',
};
/** What a spreadsheet program leaves of a long number: 1.38E+10, or zeros for its last figures. */
const LOST = /^\d(?:\.\d+)?e\+?\d+$/i;
/** It keeps fifteen figures: also a number that is good may be another's who was born on the same day. */
const ROUNDED = /^[1-9]\d{14}0{3}$/;
const TIBETAN = /[\u0f00-\u0fff]/;
const IN_TIBETAN = /[\u0f00-\u0fff][\u0f00-\u0fff\s]*/g;

const sexOf = (text: string): Sex | null =>
  /^(?:男|m|male)/i.test(text) ? 'male' : /^(?:女|f|female)/i.test(text) ? 'female' : null;

const NO = /^(?:不|否|无|没|未|暂不|n|no|×|✗|x)/i;
const YES = /^(?:是|愿|可|能|有|外出|想|同意|y|yes|√|✓|☑|对)/i;
const worksAwayOf = (text: string): boolean | null => (NO.test(text) ? false : YES.test(text) ? true : null);

type Cells = (field: RollField) => string;

function cellsOf(row: FileRow, columns: readonly RollColumn[]): Cells {
  return (field) =>
    columns
      .flatMap((column, index) => (column.field === field ? words(row.cells[index]?.slice(0, CELL_MAX)) : []))
      .filter(Boolean)
      .join('、');
}

/** The number, where it is a good one; else what is wrong with it. */
function idOf(cell: string, today: string): { idNumber: string; born?: string; sex?: Sex; mark?: Mark } {
  const bare = bareId(cell);
  if (!bare) return { idNumber: '' };
  const typed = plainNumber(bare).replace(/[\s-]/g, '').toUpperCase();
  const read = readIdNumber(typed, today);
  if (read.wrong === null && ROUNDED.test(typed))
    return { idNumber: typed, born: read.birthDate, mark: 'idMayBeRounded' };
  if (read.wrong === null) return { idNumber: typed, born: read.birthDate, sex: read.sex };
  const lost = LOST.test(bare) || ROUNDED.test(typed) || (isDamagedId(bare) && !/^\d+X?$/.test(typed));
  return { idNumber: '', mark: lost ? 'idLostDigits' : WRONG[read.wrong] };
}

type Phone = { phone: string | null; marks: Mark[] };

function phoneOf(cell: string): Phone {
  if (!cell) return { phone: null, marks: [] };
  if (LOST.test(cell)) return { phone: null, marks: ['phoneLostDigits'] };
  const [first, ...more] = phonesIn(cell);
  if (!first) return { phone: null, marks: ['phoneUnread'] };
  return { phone: first.phone, marks: more.length > 0 ? ['phonesMore'] : [] };
}

/** Whom to call for them: a name with a number, in one cell or in two. */
function calleeOf(of: Cells): { callee: Callee | null; marks: Mark[] } {
  const [contact, number] = [of('contact'), of('contactPhone')];
  if (!contact && !number) return { callee: null, marks: [] };
  const { phone } = phoneOf(number || contact);
  const relation = cut(oneLine(of('relation')), RELATION_MAX);
  const name = oneLine(contact.replace(/[+\d\s()（）-]{7,}/g, ' ')).trim();
  const called = cut(name || relation, PERSON_NAME_MAX);
  if (!phone || !saysSomething(called)) return { callee: null, marks: ['calleeUnread'] };
  return { callee: { kind: 'family', name: called, relation, phone }, marks: [] };
}

type Born = Pick<Said, 'birthDate' | 'birthYear'> & { marks: Mark[] };

/** By the identity number, else the day, else the age; where two of them differ the surer one counts, and it is said. */
function bornOf(of: Cells, byId: string | undefined, today: string): Born {
  const [cell, age] = [of('birthDate'), of('age')];
  const read = cell ? readBorn(cell, today) : null;
  const marks: Mark[] = cell && !read ? ['birthUnread'] : [];
  const year = age ? yearOfAge(age, today) : null;
  if (byId) {
    const differs =
      read && (read.birthDate ? read.birthDate !== byId : read.birthYear !== Number(byId.slice(0, 4)));
    return { birthDate: byId, birthYear: null, marks: differs ? [...marks, 'birthNotAsId'] : marks };
  }
  if (!read) {
    const unread: Mark[] = age && year === null && !cell ? ['birthUnread'] : [];
    return { birthDate: null, birthYear: year, marks: [...marks, ...unread] };
  }
  const born = read.birthYear ?? Number(read.birthDate?.slice(0, 4));
  const apart = year !== null && Math.abs(born - year) > 2;
  return { ...read, marks: apart ? [...marks, 'ageNotAsBirth'] : marks };
}

/** Both names, from two columns or from one that has them beside each other. */
function namesOf(of: Cells): Pick<Said, 'name' | 'nameBo'> & { mark: Mark | null } {
  const written = oneLine(of('name')).trim();
  const said = oneLine(of('nameBo')).trim();
  const own = TIBETAN.test(said) ? said : '';
  const inside = (written.match(IN_TIBETAN) ?? []).join(' ').trim();
  const rest = written
    .replace(IN_TIBETAN, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[()（）/、]+$/g, '')
    .trim();
  const name = TIBETAN.test(written) && rest ? rest : written;
  const unread = said !== '' && own === '' && name !== '';
  return {
    name: name || said,
    nameBo: own || (rest ? inside : ''),
    mark: unread ? 'nameBoUnread' : null,
  };
}

/** Reads a row of a roll, without knowing places or the register. `today`: `YYYY-MM-DD`. */
export function readRow(row: FileRow, columns: readonly RollColumn[], today: string): RowRead {
  const of = cellsOf(row, columns);
  const id = idOf(of('idNumber'), today);
  const [sexCell, awayCell] = [of('sex'), of('worksAway')];
  const sex = sexOf(sexCell);
  const worksAway = worksAwayOf(awayCell);
  const phone = phoneOf(of('phone'));
  const callee = calleeOf(of);
  const born = bornOf(of, id.born, today);
  const names = namesOf(of);
  const skills = of('skills');
  const tooLong =
    skills.length > SKILLS_MAX || names.name.length > PERSON_NAME_MAX || names.nameBo.length > NAME_BO_MAX;
  const marks: (Mark | false | null | undefined)[] = [
    names.mark,
    id.mark,
    ...born.marks,
    isUnderAge(born, today) && 'underAge',
    id.sex && sex && id.sex !== sex && 'sexNotAsId',
    sexCell !== '' && !sex && 'sexUnread',
    ...phone.marks,
    ...callee.marks,
    awayCell !== '' && worksAway === null && 'worksAwayUnread',
    tooLong && 'cut',
    row.hidden === true && 'hiddenRow',
  ];
  return {
    line: row.line,
    said: {
      name: cut(names.name, PERSON_NAME_MAX),
      nameBo: cut(names.nameBo, NAME_BO_MAX),
      sex: id.sex ?? sex,
      birthDate: born.birthDate,
      birthYear: born.birthYear,
      skills: cut(skills, SKILLS_MAX),
      phone: phone.phone,
      callee: callee.callee,
      worksAway,
      remarks: cut(of('remarks'), REMARKS_MAX),
    },
    idNumber: id.idNumber,
    township: cut(of('township'), 40),
    village: cut(of('village'), 80),
    marks: [...new Set(marks.filter((mark): mark is Mark => Boolean(mark)))],
    cells: [],
  };
}
