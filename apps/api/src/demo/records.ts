import type { Types } from 'mongoose';
import type { Deps } from '../deps.ts';
import {
  type DecisionRecord,
  type GigRecord,
  type GigVersionRecord,
  nextNumbers,
} from '../modules/gigs/public.ts';
import type { PersonRecord } from '../modules/identity/public.ts';
import { homeRegion, type RegionRecord } from '../modules/regions/public.ts';
import { type Accounts, demoAccounts, membershipRecords, operatorOver } from './accounts.ts';
import { alarmRecords } from './alarm-records.ts';
import { bookingRecord } from './booking-records.ts';
import { type DemoContent, demoContent } from './content.ts';
import { crewBookingRecords, crewRecords } from './crew-records.ts';
import { employerRecords, verificationRecords } from './employer-records.ts';
import { DEMO_EMPLOYERS } from './employers.ts';
import { decisionRecord, firstVersionRecord, gigRecord } from './gig-records.ts';
import { grantRecords } from './grant-records.ts';
import { demoId } from './ids.ts';
import { noticeRecords } from './notice-records.ts';
import { DEMO_PEOPLE } from './people.ts';
import { demoPhone, PROXY_VILLAGES } from './persons.ts';
import { type DemoPlace, demoPlaces } from './places.ts';
import { seededRandom } from './random.ts';
import { registerRecords } from './register-records.ts';
import { reportRecords } from './report-records.ts';
import { rollRecords } from './roll-records.ts';
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
/** Who acts for neighbours as family, as their organiser, as a broker, and who wrote that down. */
const HELPER = 'worker-tashi';
const ORGANISER = 'organiser-sangna';
const BROKER = 'broker-karuo';
const CLERK = 'operator-ruyi';
/** Who is of the helper's crew by their own tap. */
const MATE = 'worker-yangjin';
/** Of the helper's village so many are the helper's, the rest the organiser's; of the broker's village so many are his. */
const HELPED = 6;
const BROKERED = 3;
/** So many of a village have one phone, which nobody else has. */
const SHARING = 4;
const SHARED_PHONE = demoPhone(950);
const JOINED_DAYS_AGO = 60;

type Places = ReadonlyMap<string, DemoPlace>;

/** People with an account have their record already, by `ensureAccount`; it is filled in. */
function personRecords(content: DemoContent, places: Places, accounts: Accounts, now: Date): PersonRecord[] {
  const sharing = content.persons.filter(({ region }) => region === PROXY_VILLAGES[1]).slice(0, SHARING);
  return content.persons.map((person) => ({
    _id: accounts.get(person.key)?.personId ?? demoId('person', person.key),
    accountId: accounts.get(person.key)?.accountId ?? null,
    name: person.name,
    phone: sharing.includes(person) ? SHARED_PHONE : person.phone,
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
    ...DEMO_PEOPLE.flatMap((person) => person.desk ?? person.broker ?? []),
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

  const personOfDemo = (key: string) => DEMO_PEOPLE.find((one) => one.key === key)!;
  const proxyOf = (key: string) => ({ key, proxy: { ...accounts.get(key)!, name: personOfDemo(key).name } });
  const clerk = personOfDemo(CLERK);
  const desk = { ...accounts.get(CLERK)!, name: clerk.name, office: clerk.office! };
  const villagers = (village: RegionRecord) =>
    persons.filter(({ accountId, regionId }) => !accountId && regionId?.equals(village._id));
  const village = places.get(personOfDemo(HELPER).region)!.region;
  const brokered = places.get(PROXY_VILLAGES[0])!.region;
  const grants = [
    {
      ...proxyOf(HELPER),
      relation: 'family' as const,
      role: null,
      village,
      people: villagers(village).slice(0, HELPED),
    },
    {
      ...proxyOf(ORGANISER),
      relation: 'organiser' as const,
      role: village,
      village,
      people: villagers(village).slice(HELPED),
    },
    {
      ...proxyOf(BROKER),
      relation: 'broker' as const,
      role: places.get(personOfDemo(BROKER).broker!)!.region,
      village: brokered,
      people: villagers(brokered).slice(0, BROKERED),
    },
  ].flatMap((given) => grantRecords({ ...given, desk, now }));
  const byHelper = grants.filter(({ proxyId }) => proxyId.equals(accounts.get(HELPER)!.personId));

  const takers = new Map(
    content.persons.map(({ key, region }, i) => {
      const { _id, accountId } = persons[i]!;
      return [key, { personId: _id, byAccountId: accountId ?? operatorOf(places.get(region)!.region.path) }];
    }),
  );
  const ledBy = ({ personId }: { personId: Types.ObjectId }) => {
    const grant = byHelper.find((one) => one.personId.equals(personId));
    return { byAccountId: accounts.get(HELPER)!.accountId, ...(grant ? { byGrantId: grant._id } : {}) };
  };
  const bookings = content.bookings.map((booking) =>
    bookingRecord(booking, {
      gig: gigs.get(booking.gig)!,
      ...takers.get(booking.person)!,
      ...(booking.crew ? ledBy(takers.get(booking.person)!) : {}),
      now,
      random,
    }),
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
  const granted = new Set(grants.map(({ personId }) => String(personId)));
  const homes = new Map(content.persons.map(({ region }, i) => [persons[i]!, places.get(region)!.region]));
  const register = registerRecords({
    people: persons.filter(
      ({ _id, accountId }, i) => !accountId && (!content.persons[i]!.phone || granted.has(String(_id))),
    ),
    regionOf: (person) => homes.get(person)!,
    clerk: desk,
    now,
  });
  const crews = crewRecords({
    leaderId: accounts.get(HELPER)!.personId,
    joined: [accounts.get(MATE)!.personId],
    grants: byHelper,
    regionId: village._id,
    now,
  });
  const alarmed = places.get(PROXY_VILLAGES[1])!.region;
  return {
    employers,
    register,
    grants,
    alarms: alarmRecords(deps, {
      people: villagers(alarmed).slice(0, SHARING),
      phone: SHARED_PHONE,
      village: alarmed,
      now,
    }),
    roll: rollRecords({
      township: places.get(clerk.desk!)!.region,
      village,
      known: villagers(village).map((person) => ({
        person,
        entry: register.entries.find(({ _id }) => _id.equals(person._id))!,
      })),
      clerk: desk,
      now,
    }),
    crews,
    crewBookings: crewBookingRecords(crews, bookings),
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
