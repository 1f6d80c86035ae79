import { call, demoSession } from './api.ts';
import { at, type Opened } from './opened.ts';

/** The pages of the register, of those who act for others, and of crews, on the demo data. */
export async function villagePages(url: string): Promise<Opened[]> {
  const [leader, organiser, desk] = await Promise.all(
    ['worker-tashi', 'organiser-sangna', 'operator-karuo'].map((key) => demoSession(url, key)),
  );
  const get = async (session: typeof leader, path: string) =>
    (await call(url, session!, 'GET', path)).body as Record<string, unknown>;
  const { items } = (await get(organiser, '/me/people')) as { items: { person: { id: string } }[] };
  const person = items[0]!.person.id;
  type Crews = { leads: { code: string }[]; bookings: { gigId: string; number: string }[] };
  const { leads, bookings } = (await get(leader, '/me/crews')) as Crews;
  const [{ gigId, number }] = bookings as [Crews['bookings'][number]];
  const rolls = (await get(desk, '/rolls')) as { items: { id: string }[] };
  return [
    { name: 'my-people', as: 'organiser-sangna', open: at('/people') },
    { name: 'my-person', as: 'organiser-sangna', open: at(`/people/${person}`) },
    { name: 'sign-up', as: 'organiser-sangna', open: at(`/people/sign-up?gig=${number}`) },
    { name: 'today', as: 'organiser-sangna', open: at('/people/today') },
    { name: 'my-crew', as: 'worker-tashi', open: at('/my/crew') },
    { name: 'crew-take', as: 'worker-tashi', open: at(`/my/crew/take/${number}`) },
    { name: 'crew-join', as: 'broker-karuo', open: at(`/my/crew/join/${leads[0]!.code}`) },
    { name: 'crew-card', as: 'employer-ruyi', open: at(`/employer/gigs/${gigId}`) },
    { name: 'my-proxies', as: 'worker-tashi', open: at('/me/proxies') },
    { name: 'my-trail', as: 'worker-tashi', open: at('/me/trail') },
    { name: 'claim', as: null, open: at('/claim') },
    { name: 'registered', as: 'operator-karuo', open: at('/desk/people') },
    { name: 'register-new', as: 'operator-karuo', open: at('/desk/people/new') },
    { name: 'register-one', as: 'operator-karuo', open: at(`/desk/people/${person}`) },
    { name: 'register-edit', as: 'operator-karuo', open: at(`/desk/people/${person}/edit`) },
    { name: 'doubles', as: 'operator-karuo', open: at('/desk/people/doubles') },
    { name: 'grants', as: 'operator-karuo', open: at('/desk/grants') },
    { name: 'grant-new', as: 'operator-karuo', open: at(`/desk/grants?person=${person}`) },
    { name: 'alarms', as: 'operator-karuo', open: at('/desk/alarms') },
    { name: 'rolls', as: 'operator-karuo', open: at('/desk/rolls') },
    { name: 'roll', as: 'operator-karuo', open: at(`/desk/rolls/${rolls.items[0]!.id}`) },
  ];
}
