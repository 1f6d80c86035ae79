import { nameKey } from '@linggong/contracts/normal.ts';
import type { Types } from 'mongoose';
import type { PersonRecord } from '../modules/identity/public.ts';
import type { EntryRecord } from '../modules/people/public.ts';
import type { RegionRecord } from '../modules/regions/public.ts';
import type { RollRecord, RollRowRecord } from '../modules/rolls/public.ts';
import { demoId } from './ids.ts';
import { demoPhone } from './persons.ts';
import { hoursFrom } from './times.ts';

type Around = {
  township: RegionRecord;
  village: RegionRecord;
  /** Of the village, as they are in the register. */
  known: readonly { person: PersonRecord; entry: EntryRecord }[];
  clerk: { accountId: Types.ObjectId; name: string };
  now: Date;
};
type Line = Pick<RollRowRecord, 'outcome'> & { said: Partial<RollRowRecord['said']> } & Partial<
    Omit<RollRowRecord, 'said'>
  >;

const COLUMNS: RollRecord['columns'] = [
  { header: '序号', field: 'rowNumber' },
  { header: '姓名', field: 'name' },
  { header: '性别', field: 'sex' },
  { header: '年龄', field: 'age' },
  { header: '村', field: 'village' },
  { header: '电话', field: 'phone' },
  { header: '会什么', field: 'skills' },
  { header: '民族', field: 'ignore', why: 'not_kept' },
];
const NOBODY = {
  name: '',
  nameBo: '',
  sex: null,
  birthDate: null,
  birthYear: null,
  skills: '',
  phone: null,
  callee: null,
  worksAway: null,
  remarks: '',
};
/** Beyond the numbers of people and of those whom one calls for them. */
const ROLL_PHONE = 960;

/** A row of each kind: somebody new, with something to look at, known, changed, in doubt, and one that can't be taken. */
function linesOf({ known, village }: Around): Line[] {
  const [one, two, three] = known;
  const ofKnown = ({ person, entry }: (typeof known)[number]) => ({
    personId: person._id,
    revision: entry.revision,
  });
  const saidOf = ({ person, entry }: (typeof known)[number]) => ({
    name: person.name,
    birthDate: person.birthDate,
    skills: entry.skills,
  });
  const others: Line[] = [
    {
      said: {
        name: '阿旺卓玛',
        sex: 'female',
        birthYear: 1974,
        skills: '做饭',
        phone: demoPhone(ROLL_PHONE),
      },
      outcome: 'new',
      marks: ['phonesMore'],
    },
    {
      said: { name: '白玛央金卓玛', sex: 'female', birthYear: 1963, skills: '捡石头，递砖' },
      outcome: 'new',
      marks: ['phoneUnread'],
    },
    { said: { sex: 'male', birthYear: 1990 }, outcome: 'left_out', reason: 'noName' },
    {
      said: { name: '次仁平措', birthYear: 1988 },
      outcome: 'left_out',
      reason: 'noPlace',
      regionId: null,
    },
  ];
  const changed: Line[] = one
    ? [
        {
          said: { ...saidOf(one), skills: '砌石墙，带过三个徒弟' },
          outcome: 'changed',
          choice: 'take',
          ...ofKnown(one),
          changes: [{ field: 'skills', before: one.entry.skills, after: '砌石墙，带过三个徒弟' }],
        },
      ]
    : [];
  const same: Line[] = two ? [{ said: saidOf(two), outcome: 'same', ...ofKnown(two) }] : [];
  const doubtful: Line[] = three
    ? [
        {
          said: { ...saidOf(three), birthDate: null },
          outcome: 'doubtful',
          reason: 'noBirth',
          about: three.person.name,
          choice: 'leave',
          ...ofKnown(three),
        },
      ]
    : [];
  return [...others.slice(0, 2), ...changed, ...same, ...doubtful, ...others.slice(2)].map((line) => ({
    regionId: village._id,
    ...line,
  }));
}

/** A township's roll that was read and waits for somebody to look at it. */
export function rollRecords(around: Around): { roll: RollRecord; rows: RollRowRecord[] } {
  const { township, clerk, now } = around;
  const _id = demoId('roll', 'ruyi');
  const rows = linesOf(around).map(
    ({ said, ...line }, i): RollRowRecord => ({
      _id: demoId('rollRow', String(i)),
      rollId: _id,
      line: i + 2,
      said: { ...NOBODY, ...said },
      nameKey: nameKey(said.name ?? ''),
      idLastFour: null,
      regionId: null,
      marks: [],
      reason: null,
      about: '',
      choice: null,
      personId: null,
      revision: null,
      changes: [],
      ...line,
    }),
  );
  const roll: RollRecord = {
    _id,
    state: 'preview',
    fileName: `${township.name}劳动力花名册.xlsx`,
    encoding: '',
    columns: COLUMNS,
    sheets: ['Sheet1'],
    said: [],
    regionId: township._id,
    deskPath: township.path,
    lease: null,
    byAccountId: clerk.accountId,
    byName: clerk.name,
    createdAt: hoursFrom(now, -2),
  };
  return { roll, rows };
}
