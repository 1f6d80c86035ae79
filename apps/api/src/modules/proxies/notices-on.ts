import type { Deps } from '../../deps.ts';
import { byId } from '../../platform/database.ts';
import type { NoticeDraft } from '../../platform/notices/kind.ts';
import { noticesOn } from '../../platform/notices/source.ts';
import { personsByIds } from '../identity/public.ts';
import type { GrantRecord } from './model.ts';
import { ended, given, type How, replaced, type Side } from './notices.ts';
import { countEndedBy, grantsByIds } from './repository.ts';

type Those = readonly { side: Side; to: string }[];

/** Who is told of a grant: both, but who did it, and a person only where they can read it. */
function toTell(grant: GrantRecord, byAccountId: string | null, accountOfPerson: string | null): Those {
  const proxy = { side: 'proxy' as const, to: grant.proxyId.toHexString() };
  const person = { side: 'person' as const, to: grant.personId.toHexString() };
  return [
    ...(accountOfPerson && accountOfPerson !== byAccountId ? [person] : []),
    ...(byAccountId === grant.proxyAccountId.toHexString() ? [] : [proxy]),
  ];
}

const HOW: Partial<Record<NonNullable<GrantRecord['ended']>['by'], How>> = {
  person: 'person',
  proxy: 'proxy',
  desk: 'desk',
  role: 'role',
  moved: 'moved',
};

async function endedDrafts(deps: Deps, grant: GrantRecord, account: string | null): Promise<NoticeDraft[]> {
  const { by, accountId, actId } = grant.ended!;
  const how = HOW[by];
  if (!how) return [];
  // Nobody by name ended it: their account, or their record, is closed.
  const closed = accountId === null && (by === 'person' || by === 'proxy');
  const people = actId ? await countEndedBy(deps, grant.proxyId, actId) : 1;
  return toTell(grant, accountId && String(accountId), account)
    .filter(({ side }) => side !== by)
    .flatMap((one) =>
      ended.drafts({
        grant,
        ...one,
        how: closed ? 'closed' : how,
        people: one.side === 'proxy' ? people : 1,
      }),
    );
}

export const proxyNoticesOn = [
  noticesOn('grant.changed.v1', async (deps: Deps, events) => {
    const told = events.filter(({ payload }) => payload.what === 'recorded' || payload.what === 'ended');
    const grants = byId(
      await grantsByIds(
        deps,
        told.map(({ payload }) => payload.grantId),
      ),
    );
    const people = [...grants.values()].map(({ personId }) => personId);
    const persons = byId(people.length > 0 ? await personsByIds(deps, people) : []);
    return async ({ payload: { grantId, what } }) => {
      const grant = grants.get(grantId);
      if (!grant) return [];
      const accountId = persons.get(String(grant.personId))?.accountId;
      const account = accountId ? String(accountId) : null;
      if (what === 'ended') return grant.ended ? endedDrafts(deps, grant, account) : [];
      if (what !== 'recorded' || !grant.open) return [];
      const kind = grant.replaces ? replaced : given;
      return toTell(grant, String(grant.recorded.accountId), account).flatMap((one) =>
        kind.drafts({ grant, ...one }),
      );
    };
  }),
];
