import type { Deps } from '../../deps.ts';
import { noticeKind } from '../../platform/notices/kind.ts';
import { noticesOn } from '../../platform/notices/source.ts';
import { say, stationWords } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import { personsOfAccounts } from '../identity/public.ts';

type Told = { personId: string; released: boolean; eventId: string };

/** Whose number was changed hears of it, whoever did it: in the inbox, which a thief of one phone number doesn't have. */
const changed = noticeKind({
  kind: 'account.phone_changed',
  icon: 'alert',
  to: ({ personId }: Told) => [personId],
  key: ({ eventId }: Told) => `account.phone_changed:${eventId}`,
  pace: 'at_once',
  leadsTo: '/me',
  said: ({ released }: Told) => ({ released }),
  words({ released }, { station }) {
    const words = wordsOf('number').notices;
    return say(released ? words.released : words.changed, { station: stationWords(station) });
  },
});

export const numberNotices = [changed] as const;

export const numberNoticesOn = [
  noticesOn('account.phone_changed.v1', async (deps: Deps, events) => {
    const persons = await personsOfAccounts(
      deps,
      events.map(({ payload }) => payload.accountId),
    );
    const personOf = new Map(persons.map(({ _id, accountId }) => [String(accountId), _id.toHexString()]));
    return ({ eventId, payload }) => {
      const personId = personOf.get(payload.accountId);
      return personId ? changed.drafts({ personId, released: Boolean(payload.released), eventId }) : [];
    };
  }),
];
