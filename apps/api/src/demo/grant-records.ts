import type { Types } from 'mongoose';
import type { PersonRecord } from '../modules/identity/public.ts';
import type { GrantRecord } from '../modules/proxies/public.ts';
import type { RegionRecord } from '../modules/regions/public.ts';
import { demoId } from './ids.ts';
import { daysFrom } from './times.ts';

type Around = {
  /** Key of who acts, of the demo's people. */
  key: string;
  proxy: { personId: Types.ObjectId; accountId: Types.ObjectId; name: string };
  relation: GrantRecord['relation'];
  /** For which they are an organiser or a broker; null: family. */
  role: RegionRecord | null;
  /** Whom they act for, of one village. */
  people: readonly PersonRecord[];
  village: RegionRecord;
  desk: { accountId: Types.ObjectId; office: string; name: string };
  now: Date;
};

const WITNESS = '村小组长次仁';

/**
 * That people let somebody act for them, written down at the township's desk. The first lets them look alone; of the last but
 * one the witness spoke for many.
 */
export const grantRecords = ({
  key,
  proxy,
  relation,
  role,
  people,
  village,
  desk,
  now,
}: Around): GrantRecord[] =>
  people.map((person, i) => ({
    _id: demoId('grant', `${key}:${i}`),
    personId: person._id,
    proxyId: proxy.personId,
    proxyAccountId: proxy.accountId,
    proxyName: proxy.name,
    relation,
    roleRegionId: role?._id ?? null,
    deskPath: village.path,
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
    doubts: i === people.length - 2 ? ['same_witness'] : [],
    looked: null,
  }));
