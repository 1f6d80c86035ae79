import type { ActKind, ActsAs } from '@linggong/contracts/people.ts';
import { relationsOf, roleOver } from '@linggong/rules/authority.ts';
import { HOUR_MS } from '@linggong/rules/time.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import type { ActRecord } from './model.ts';
import { addAct, addActOnce, addActs } from './repository/acts.ts';

type Id = { toString(): string };
type Source = Pick<Deps, 'models' | 'clock'>;

/** Who acted: the account, as what, and of a desk or broker the office. Null: nobody by name, e.g. a job. */
export type By = {
  accountId: Id | null;
  as: ActsAs;
  office?: string;
  /** In charge by a village alone, whose desk checks no papers. */
  villageAlone?: boolean;
};
export type NewAct = {
  personId: Id;
  by: By;
  kind: ActKind;
  about?: Partial<{
    /** As it was called then; the number as it is spoken of, six digits. */
    gig: { id: Id; number: string; title: string };
    bookingId: Id;
    grantId: Id;
    /** The list by which it was done. */
    rollId: Id;
    /** Names of what was changed, scopes of what was granted: nothing that stood there. */
    fields: readonly string[];
    /** Why, in the words of who acted. */
    reason: string;
  }>;
};

const idOf = (id: Id | undefined | null) => (id == null ? null : new Types.ObjectId(id.toString()));

const toRecord = (deps: Source, { personId, by, kind, about = {} }: NewAct): ActRecord => ({
  _id: new Types.ObjectId(),
  personId: new Types.ObjectId(personId.toString()),
  by: { accountId: idOf(by.accountId), as: by.as, office: by.office ?? '' },
  kind,
  about: {
    gig: about.gig ? { ...about.gig, id: about.gig.id.toString() } : null,
    bookingId: idOf(about.bookingId),
    grantId: idOf(about.grantId),
    ...(about.rollId === undefined ? {} : { rollId: idOf(about.rollId) }),
    fields: [...(about.fields ?? [])],
    ...(about.reason === undefined ? {} : { reason: about.reason }),
  },
  at: deps.clock(),
});

/**
 * Notes in a person's trail what somebody else did in their name or with their record; in the transaction that does it.
 * What people do by themselves with their own bookings is not noted here.
 */
export async function noteAct(deps: Source, act: NewAct): Promise<void> {
  await addAct(deps, toRecord(deps, act));
}

/** As `noteAct`, for many at once. */
export async function noteActs(deps: Source, acts: readonly NewAct[]): Promise<void> {
  await addActs(
    deps,
    acts.map((act) => toRecord(deps, act)),
  );
}

/** An operator as who acts at a desk that is in charge of a place. */
export const byDesk = (viewer: Viewer, deskPath: readonly Id[]): By => ({
  accountId: viewer.accountId,
  as: 'desk',
  office: roleOver(viewer, deskPath)?.office ?? '',
  villageAlone: !relationsOf(viewer, { deskPath }).includes('papers'),
});

/** Notes that somebody looked at a person's record: once an hour for each who looks. Not within a transaction. */
export async function noteLook(deps: Source, personId: Id, by: By): Promise<void> {
  const hour = Math.floor(deps.clock().getTime() / HOUR_MS);
  const once = `looked:${personId}:${by.accountId}:${hour}`;
  await addActOnce(deps, { ...toRecord(deps, { personId, by, kind: 'looked' }), once });
}
