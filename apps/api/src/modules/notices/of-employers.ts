import type { EventPayload } from '@linggong/contracts/events.ts';
import { datedLastDay } from '@linggong/rules/dated.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import { liftedWords, suspendedWords } from '../../messages/notices.ts';
import { type EmployerRecord, employersByIds } from '../employers/public.ts';
import { memberPersons } from '../identity/public.ts';
import type { NoticeDraft } from './draft.ts';

export type SuspensionEvent = { eventId: string; payload: EventPayload<'employer.suspended.v1'> };

/** What is so now: of one that was suspended and lifted at once only that is told. */
function saidOf(deps: Deps, { name, suspended }: EmployerRecord) {
  const employer = withoutPhones(name);
  if (!suspended) return { kind: 'employer.lifted', ...liftedWords(employer) } as const;
  const until = suspended.until && datedLastDay(suspended.until, deps.clock());
  const told = { employer, reason: withoutPhones(suspended.reason), until };
  return { kind: 'employer.suspended', ...suspendedWords(told, deps.settings.STATION_PHONE) } as const;
}

/** To the members of employers that operators suspended, or let publish again. */
export async function noticesOfEmployers(
  deps: Deps,
  events: readonly SuspensionEvent[],
): Promise<NoticeDraft[]> {
  if (events.length === 0) return [];
  const ids = events.map(({ payload }) => payload.employerId);
  const employers = await employersByIds(deps, ids);
  const members = await memberPersons(
    deps,
    [...employers.values()].map(({ _id }) => _id),
  );
  return events.flatMap(({ eventId, payload: { employerId, suspended } }) => {
    const employer = employers.get(employerId);
    if (!employer || Boolean(employer.suspended) !== suspended) return [];
    const said = saidOf(deps, employer);
    const key = `employer.suspended:${eventId}`;
    return (members.get(employerId) ?? []).map((personId) => {
      return { ...said, personId, key, href: '/employer', pace: 'at_once' as const };
    });
  });
}
