import type { ProxyActKind } from '@linggong/contracts/proxy.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import { noteAct as noteInTrail } from '../people/public.ts';
import type { ProxyActRecord } from './model.ts';
import { addAct } from './repository.ts';

export type NewAct = Pick<ProxyActRecord, 'personId' | 'grantId' | 'accountId' | 'as' | 'office'> & {
  kind: ProxyActKind;
  gig?: { id: Types.ObjectId; number: string; title: string };
  bookingId?: Types.ObjectId;
};

/** Notes what somebody else did in a person's name, for them and in their trail, in the transaction that does it. */
export async function noteAct(deps: Deps, { gig, bookingId, ...act }: NewAct): Promise<void> {
  const { personId, accountId, as, office, grantId, kind } = act;
  const by = { accountId, as, ...(office ? { office } : {}) };
  await noteInTrail(deps, {
    personId,
    by,
    kind,
    about: { grantId, ...(gig ? { gig } : {}), ...(bookingId ? { bookingId } : {}) },
  });
  await addAct(deps, {
    _id: new Types.ObjectId(),
    ...act,
    gig: gig ? { number: gig.number, title: gig.title } : null,
    bookingId: bookingId ?? null,
    at: deps.clock(),
  });
}
