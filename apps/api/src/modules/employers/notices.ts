import { datedLastDay } from '@linggong/rules/dated.ts';
import { inSentence } from '@linggong/rules/in-sentence.ts';
import { withoutPhones } from '@linggong/rules/without-phones.ts';
import type { Deps } from '../../deps.ts';
import { noticeKind } from '../../platform/notices/kind.ts';
import { noticesOn } from '../../platform/notices/source.ts';
import { say, stationWords } from '../../words/say.ts';
import { wordsOf } from '../../words/words.ts';
import { memberPersons } from '../identity/public.ts';
import type { EmployerRecord, SuspensionRecord } from './model.ts';
import { employersByIds } from './repository/find.ts';

const words = () => wordsOf('employers').notices;

type EmployerTold = { employer: EmployerRecord; members: readonly string[]; eventId: string; now: Date };

/** Its members hear of it, whoever of them did it. */
const toMembers = {
  to: ({ members }: EmployerTold) => members,
  pace: 'at_once',
  leadsTo: '/employer',
  said: ({ employer }: EmployerTold) => ({ employer: withoutPhones(employer.name) }),
} as const;

const contactChanged = noticeKind({
  ...toMembers,
  kind: 'employer.contact_changed',
  icon: 'alert',
  key: ({ eventId }: EmployerTold) => `employer.contact_changed:${eventId}`,
  words: ({ employer }, { station }) =>
    say(words().contactChanged, { employer, station: stationWords(station) }),
});

type Suspended = EmployerTold & { suspended: Pick<SuspensionRecord, 'reason' | 'until'> };

const suspended = noticeKind({
  ...toMembers,
  kind: 'employer.suspended',
  icon: 'remove',
  key: ({ eventId }: Suspended) => `employer.suspended:${eventId}`,
  said: ({ employer, suspended: { reason, until }, now }: Suspended) => ({
    ...toMembers.said({ employer } as EmployerTold),
    reason: withoutPhones(reason),
    until,
    from: now,
  }),
  words({ employer, reason, until, from }, { station }) {
    const { suspended: sentences } = words();
    const lasts = until
      ? sentences.until({ day: datedLastDay(until, from, wordsOf('dates')) })
      : sentences.open;
    return say(sentences, { employer, reason: inSentence(reason), lasts, station: stationWords(station) });
  },
});

const lifted = noticeKind({
  ...toMembers,
  kind: 'employer.lifted',
  icon: 'done',
  key: ({ eventId }: EmployerTold) => `employer.suspended:${eventId}`,
  words: ({ employer }) => say(words().lifted, { employer }),
});

export const employerNotices = [contactChanged, suspended, lifted] as const;

async function lookAtEmployers(deps: Deps, events: readonly { payload: { employerId: string } }[]) {
  const employers = await employersByIds(
    deps,
    events.map(({ payload }) => payload.employerId),
  );
  const members = await memberPersons(
    deps,
    [...employers.values()].map(({ _id }) => _id),
  );
  return (employerId: string, eventId: string): EmployerTold | null => {
    const employer = employers.get(employerId);
    return employer ? { employer, members: members.get(employerId) ?? [], eventId, now: deps.clock() } : null;
  };
}

export const employerNoticesOn = [
  noticesOn('employer.contact_changed.v1', async (deps: Deps, events) => {
    const told = await lookAtEmployers(deps, events);
    return ({ eventId, payload }) => {
      const of = told(payload.employerId, eventId);
      return of ? contactChanged.drafts(of) : [];
    };
  }),
  // What is so now: of one that was suspended and lifted at once only that is told.
  noticesOn('employer.suspended.v1', async (deps: Deps, events) => {
    const told = await lookAtEmployers(deps, events);
    return ({ eventId, payload }) => {
      const of = told(payload.employerId, eventId);
      if (!of || Boolean(of.employer.suspended) !== payload.suspended) return [];
      const { suspended: now } = of.employer;
      return now ? suspended.drafts({ ...of, suspended: now }) : lifted.drafts(of);
    };
  }),
];
