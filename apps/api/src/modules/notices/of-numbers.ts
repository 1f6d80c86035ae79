import type { EventPayload } from '@linggong/contracts/events.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import { contactChangedWords, numberChangedWords, numberReleasedWords } from '../../messages/notices.ts';
import { employersByIds } from '../employers/public.ts';
import { memberPersons, personsOfAccounts } from '../identity/public.ts';
import type { NoticeDraft } from './draft.ts';

type Told<T extends 'account.phone_changed.v1' | 'employer.contact_changed.v1'> = {
  eventId: string;
  payload: EventPayload<T>;
};
export type NumberEvents = {
  accounts: readonly Told<'account.phone_changed.v1'>[];
  contacts: readonly Told<'employer.contact_changed.v1'>[];
};

async function ofAccounts(deps: Deps, events: NumberEvents['accounts']): Promise<NoticeDraft[]> {
  if (events.length === 0) return [];
  const accountIds = events.map(({ payload }) => payload.accountId);
  const persons = await personsOfAccounts(deps, accountIds);
  const personOf = new Map(persons.map(({ _id, accountId }) => [String(accountId), _id.toHexString()]));
  return events.flatMap(({ eventId, payload }) => {
    const personId = personOf.get(payload.accountId);
    if (!personId) return [];
    const key = `account.phone_changed:${eventId}`;
    const words = (payload.released ? numberReleasedWords : numberChangedWords)(deps.settings.STATION_PHONE);
    return { ...words, personId, key, kind: 'account.phone_changed', href: '/me', pace: 'at_once' };
  });
}

async function ofContacts(deps: Deps, events: NumberEvents['contacts']): Promise<NoticeDraft[]> {
  if (events.length === 0) return [];
  const employers = await employersByIds(
    deps,
    events.map(({ payload }) => payload.employerId),
  );
  const members = await memberPersons(
    deps,
    [...employers.values()].map(({ _id }) => _id),
  );
  return events.flatMap(({ eventId, payload: { employerId } }) => {
    const employer = employers.get(employerId);
    if (!employer) return [];
    const words = contactChangedWords(withoutPhones(employer.name), deps.settings.STATION_PHONE);
    return (members.get(employerId) ?? []).map((personId) => ({
      ...words,
      personId,
      key: `employer.contact_changed:${eventId}`,
      kind: 'employer.contact_changed' as const,
      href: '/employer',
      pace: 'at_once' as const,
    }));
  });
}

/** Whose number was changed hears of it, whoever did it: in the inbox, which a thief of one phone number doesn't have. */
export const noticesOfNumbers = async (deps: Deps, events: NumberEvents): Promise<NoticeDraft[]> => [
  ...(await ofAccounts(deps, events.accounts)),
  ...(await ofContacts(deps, events.contacts)),
];
