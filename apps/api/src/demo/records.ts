import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import {
  type DecisionRecord,
  type GigRecord,
  type GigVersionRecord,
  nextNumbers,
} from '../modules/gigs/public.ts';
import type { PersonRecord } from '../modules/identity/public.ts';
import { homeRegion } from '../modules/regions/public.ts';
import { type Accounts, demoAccounts, membershipRecords, operatorOver } from './accounts.ts';
import { bookingRecord } from './booking-records.ts';
import { type DemoContent, demoContent } from './content.ts';
import { crewRecords } from './crew-records.ts';
import { employerRecords, verificationRecords } from './employer-records.ts';
import { DEMO_EMPLOYERS } from './employers.ts';
import { decisionRecord, firstVersionRecord, gigRecord } from './gig-records.ts';
import { grantRecords } from './grant-records.ts';
import { demoId } from './ids.ts';
import { noticeRecords } from './notice-records.ts';
import { DEMO_PEOPLE } from './people.ts';
import { type DemoPlace, demoPlaces } from './places.ts';
import { seededRandom } from './random.ts';
import { registerRecords } from './register-records.ts';
import { reportRecords } from './report-records.ts';
import { showingRecords } from './showing-records.ts';
import { daysFrom } from './times.ts';

const SEED = 5403;
/** 卡若区. */
const REPORTED_AT = '540302';
/** Who has called some of those who come. */
const CALLING = {
  member: 'employer-ruyi',
  employer: DEMO_PEOPLE.find(({ key }) => key === 'employer-ruyi')!.employer!,
};
/** Who acts for neighbours, and who wrote that down. */
const HELPER = 'worker-tashi';
const CLERK = 'operator-ruyi';
/** Who is of the helper's crew by their own tap. */
const MATE = 'worker-yangjin';
const JOINED_DAYS_AGO = 60;

type Places = ReadonlyMap<string, DemoPlace>;

/** People with an account have their record already, by `ensureAccount`; it is filled in. */
function personRecords(content: DemoContent, places: Places, accounts: Accounts, now: Date): PersonRecord[] {
  return content.persons.map((person) => ({
    _id: accounts.get(person.key)?.personId ?? demoId('person', person.key),
    accountId: accounts.get(person.key)?.accountId ?? null,
    name: person.name,
    phone: person.phone,
    birthDate: person.birthDate,
    regionId: places.get(person.region)!.region._id,
    plateauResident: person.plateauResident,
    agreed: null,
    closedAt: null,
    bookingLock: 0,
    createdAt: daysFrom(now, -JOINED_DAYS_AGO),
  }));
}

const placesOf = (deps: Deps, content: DemoContent) =>
  demoPlaces(deps, [
    ...DEMO_EMPLOYERS.map((employer) => employer.region),
    ...DEMO_PEOPLE.flatMap((person) => person.desk ?? []),
    ...content.persons.map((person) => person.region),
    ...content.gigs.flatMap((gig) => gig.plan.at.region ?? []),
  ]);

/**
 * All records of the demo as they are stored, worked out before any of them is written. Accounts and gig numbers
 * are drawn meanwhile; drawn twice they do no harm.
 */
export async function demoRecords(deps: Deps, now: Date) {
  const content = demoContent(now, SEED);
  const random = seededRandom(SEED);
  const places = await placesOf(deps, content);
  const accounts = await demoAccounts(deps);
  const numbers = await nextNumbers(deps, content.gigs.length);
  const importDesk = (await homeRegion(deps)).path;
  const operator = operatorOver(accounts, places);
  const operatorOf = (path: readonly Types.ObjectId[]) => operator(path).accountId;
  const { employers, byKey } = employerRecords(places, now);
  const persons = personRecords(content, places, accounts, now);

  const gigs = new Map<string, GigRecord>();
  const decisions: Omit<DecisionRecord, '_id'>[] = [];
  const gigVersions: Omit<GigVersionRecord, '_id'>[] = [];
  for (const [index, gig] of content.gigs.entries()) {
    const { key, employer, at } = gig.plan;
    const record = gigRecord(gig, {
      employer: byKey.get(employer)!,
      importDesk,
      place: at.region === null ? null : places.get(at.region)!,
      number: numbers[index]!,
      bookings: content.bookings,
      now,
      random,
    });
    gigs.set(key, record);
    gigVersions.push(...firstVersionRecord(gig, record));
    const decision = decisionRecord(gig, record, operator(record.deskPath));
    if (decision) decisions.push(decision);
  }

  const takers = new Map(
    content.persons.map(({ key, region }, i) => {
      const { _id, accountId } = persons[i]!;
      return [key, { personId: _id, byAccountId: accountId ?? operatorOf(places.get(region)!.region.path) }];
    }),
  );
  const bookings = content.bookings.map((booking) =>
    bookingRecord(booking, { gig: gigs.get(booking.gig)!, ...takers.get(booking.person)!, now, random }),
  );
  const notices = await noticeRecords(deps, {
    workers: DEMO_PEOPLE.filter(({ employer, desk }) => !employer && !desk).map(
      ({ key }) => accounts.get(key)!.personId,
    ),
    members: new Map(
      DEMO_PEOPLE.flatMap(({ key, employer }) =>
        employer ? [[byKey.get(employer)!._id.toHexString(), accounts.get(key)!.personId]] : [],
      ),
    ),
    employers,
    gigs: [...gigs.values()],
    bookings,
    decisions,
    now,
  });
  const [helper, clerk] = [HELPER, CLERK].map((key) => DEMO_PEOPLE.find((one) => one.key === key)!);
  const village = places.get(helper!.region)!.region;
  const desk = { ...accounts.get(CLERK)!, name: clerk!.name, office: clerk!.office! };
  const grants = grantRecords({
    people: persons.filter(({ accountId, regionId }) => !accountId && regionId?.equals(village._id)),
    proxy: { ...accounts.get(HELPER)!, name: helper!.name },
    desk,
    deskPath: village.path,
    now,
  });
  const granted = new Set(grants.map(({ personId }) => String(personId)));
  const homes = new Map(content.persons.map(({ region }, i) => [persons[i]!, places.get(region)!.region]));
  return {
    employers,
    register: registerRecords({
      people: persons.filter(
        ({ _id, accountId, phone }) => !accountId && (!phone || granted.has(String(_id))),
      ),
      regionOf: (person) => homes.get(person)!,
      clerk: desk,
      now,
    }),
    grants,
    crews: crewRecords({
      leaderId: accounts.get(HELPER)!.personId,
      joined: [accounts.get(MATE)!.personId],
      grants,
      regionId: village._id,
      now,
    }),
    verifications: verificationRecords(employers, operatorOf),
    memberships: membershipRecords(accounts, places, byKey, daysFrom(now, -JOINED_DAYS_AGO)),
    own: persons.filter((person) => person.accountId !== null),
    crowd: persons.filter((person) => person.accountId === null),
    gigs: [...gigs.values()],
    decisions,
    gigVersions,
    bookings,
    notices,
    showings: showingRecords(
      { bookings, gigs },
      { employerId: byKey.get(CALLING.employer)!._id, accountId: accounts.get(CALLING.member)!.accountId },
      now,
    ),
    reports: reportRecords([...gigs.values()], places.get(REPORTED_AT)!.region._id, now),
  };
}
