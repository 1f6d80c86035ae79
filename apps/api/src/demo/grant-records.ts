import type { Types } from 'mongoose';
import type { PersonRecord } from '../modules/identity/public.ts';
import type { GrantRecord } from '../modules/proxies/public.ts';
import { demoId } from './ids.ts';
import { daysFrom } from './times.ts';

type Around = {
  /** People without an account, of one village. */
  people: readonly PersonRecord[];
  proxy: { personId: Types.ObjectId; accountId: Types.ObjectId; name: string };
  desk: { accountId: Types.ObjectId; office: string; name: string };
  deskPath: readonly Types.ObjectId[];
  now: Date;
};

const WITNESS = '村小组长次仁';
/** So many people, of whom the last spoke before a witness who spoke for many. */
const PEOPLE = 6;

/** That neighbours without a phone let somebody of their village act for them, written down at the township's desk. */
export const grantRecords = ({ people, proxy, desk, deskPath, now }: Around): GrantRecord[] =>
  people.slice(0, PEOPLE).map((person, i) => ({
    _id: demoId('grant', String(i)),
    personId: person._id,
    proxyId: proxy.personId,
    proxyAccountId: proxy.accountId,
    proxyName: proxy.name,
    relation: 'family',
    roleRegionId: null,
    deskPath: [...deskPath],
    scopes: i === 0 ? ['look'] : ['look', 'book', 'step_back', 'confirm'],
    from: daysFrom(now, -20),
    until: daysFrom(now, 340),
    consent:
      i % 2 === 0
        ? { kind: 'witness', witness: WITNESS, fileId: null }
        : { kind: 'family_book', witness: null, fileId: null },
    recorded: {
      as: 'desk',
      accountId: desk.accountId,
      name: desk.name,
      office: desk.office,
      at: daysFrom(now, -20),
    },
    open: true,
    ended: null,
    doubts: i === PEOPLE - 2 ? ['same_witness'] : [],
    looked: null,
  }));
