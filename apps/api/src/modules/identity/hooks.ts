import type { EMPLOYER_KINDS } from '@linggong/contracts/employer.ts';
import type { PipelineStage, Types } from 'mongoose';
import type { MembershipRecord, PersonRecord } from './model.ts';

type Id = Types.ObjectId;

/** An employer as a role in it is named. */
export type NamedEmployer = { _id: Id; name: string; kind: (typeof EMPLOYER_KINDS)[number] };

/** Whose word it is that stands in a person's record. */
export type SaidBy = 'person' | 'desk';

/** What identity asks of modules above it. */
export type IdentityHooks = {
  /** The stage of an aggregation that adds the employers, as `employers`, whose ids are found at `by`. */
  joinEmployers: (by: string) => PipelineStage.Lookup;
  employersOf: (ids: readonly Id[]) => Promise<NamedEmployer[]>;
  /**
   * In the transaction that gives somebody this age. Said by themselves it throws where what they hold does not allow it;
   * what a desk writes down is so, and that work is taken off them.
   */
  ageChanged: (
    personId: string,
    person: Pick<PersonRecord, 'birthDate' | 'birthYear' | 'plateauResident'>,
    saidBy: SaidBy,
  ) => Promise<void>;
  /** In the transaction that gives somebody who had a name another one. */
  renamed: (personId: string, names: { from: string; to: string }) => Promise<void>;
  /** In the transaction that changes a person's record, with what it is then. */
  recordChanged: (person: PersonRecord) => Promise<void>;
  /** In the transaction that writes where somebody lives. `actId`: the same for those who are moved at once; absent: alone. */
  movedHome: (personId: Id, actId?: Id) => Promise<void>;
  /** Whose bookings a person may see now by grants, as persons' ids. */
  looksAfter: (personId: string) => Promise<string[]>;
  /** In the transaction that takes a role away. */
  roleGone: (membership: Pick<MembershipRecord, 'role' | 'accountId' | 'regionId'>) => Promise<void>;
  /** In the transaction that ends sessions. */
  sessionsGone: (sessionIds: readonly string[]) => Promise<void>;
};
