import { nameKey } from '@linggong/contracts/normal.ts';
import type { Types } from 'mongoose';
import type { PersonRecord } from '../modules/identity/public.ts';
import type { ActRecord, EntryRecord, NameCountRecord } from '../modules/people/public.ts';
import type { RegionRecord } from '../modules/regions/public.ts';
import { demoId } from './ids.ts';
import { demoPhone } from './persons.ts';
import { daysFrom } from './times.ts';

/** Beyond the numbers of people, and before those of employers. */
const CALLEE_PHONES_FROM = 900;
const REGISTERED_DAYS_AGO = 25;
const OWN_PHONE_EVERY = 3;
/** What some say that they can do, in their own words. */
const SKILLS = ['砌石墙，会抹灰', '放牧，会赶车', '', '做饭', '挖虫草，背得动 40 斤', '会开拖拉机'];
/** Tibetan script beside names that have a common spelling. */
const IN_TIBETAN: Readonly<Record<string, string>> = {
  扎西: 'བཀྲ་ཤིས',
  次仁: 'ཚེ་རིང',
  达瓦: 'ཟླ་བ',
  卓玛: 'སྒྲོལ་མ',
  白玛: 'པདྨ',
  央金: 'དབྱངས་ཅན',
  多吉: 'རྡོ་རྗེ',
  尼玛: 'ཉི་མ',
  德吉: 'བདེ་སྐྱིད',
  拉姆: 'ལྷ་མོ',
};

const inTibetan = (name: string): string => {
  const parts = [IN_TIBETAN[name.slice(0, 2)], IN_TIBETAN[name.slice(2)]];
  return parts.every(Boolean) ? parts.join('་') : '';
};

type Around = {
  people: readonly PersonRecord[];
  regionOf: (person: PersonRecord) => RegionRecord;
  /** The office that registered them. */
  clerk: { accountId: Types.ObjectId; office: string };
  now: Date;
};

/** That people without an account were written down at the desk of their township: the register's entries and their trail. */
export function registerRecords({ people, regionOf, clerk, now }: Around) {
  const registeredAt = daysFrom(now, -REGISTERED_DAYS_AGO);
  const last = new Map<string, number>();
  const entries = people.map((person, i): EntryRecord => {
    const region = regionOf(person);
    const key = nameKey(person.name);
    const counted = `${region._id.toHexString()}:${key}`;
    const ordinal = (last.get(counted) ?? 0) + 1;
    last.set(counted, ordinal);
    const nameBo = inTibetan(person.name);
    return {
      _id: person._id,
      nameKey: key,
      nameBo,
      nameBoKey: nameKey(nameBo),
      ordinal,
      sex: null,
      regionId: region._id,
      deskPath: region.path,
      idLastFour: null,
      skills: SKILLS[i % SKILLS.length]!,
      callees:
        i % OWN_PHONE_EVERY === 0
          ? []
          : [
              {
                kind: 'family',
                name: `${person.name.slice(0, 2)}家老大`,
                relation: '儿子',
                phone: demoPhone(CALLEE_PHONES_FROM + i),
              },
            ],
      worksAway: i % 2 === 0,
      busy: i % 2 === 0 ? [{ from: '05-10', to: '06-25', words: '挖虫草' }] : [],
      registeredBy: { accountId: clerk.accountId, office: clerk.office },
      registeredAt,
      revision: 0,
      mergedInto: null,
    };
  });
  const acts = entries.map(
    ({ _id }): ActRecord => ({
      _id: demoId('act', _id.toHexString()),
      personId: _id,
      by: { accountId: clerk.accountId, as: 'desk', office: clerk.office },
      kind: 'registered',
      about: { gig: null, bookingId: null, grantId: null, fields: [] },
      at: registeredAt,
    }),
  );
  const nameCounts = [...last].map(([_id, count]): NameCountRecord => ({ _id, last: count }));
  return { entries, acts, nameCounts };
}
