import { call, demoSession } from './api.ts';
import { at, type Opened } from './opened.ts';

/** The main pages of the product on its demo data, each as someone who uses it. */
export async function mainPages(url: string): Promise<Opened[]> {
  const boss = await demoSession(url, 'employer-ruyi');
  const { employerId } = boss.me.roles.find((role) => role.role === 'employer')!;
  const { body } = await call(url, boss, 'GET', `/employers/${employerId}/gigs`);
  type Row = { id: string; number: string; tradeId: string; state: string; bookings: { confirmed: number } };
  const gigs = body.items as Row[];
  const byBookings = gigs.toSorted((a, b) => b.bookings.confirmed - a.bookings.confirmed);
  const busiest = byBookings.find(({ state }) => state === 'published')!;
  const worker = await demoSession(url, 'worker-yangjin');
  for (const filter of [
    { trade: busiest.tradeId, payMin: '20000' },
    { needs: 'meals,lodging', settlement: 'same_day' },
  ])
    await call(url, worker, 'POST', '/me/alerts', { filter });
  const draft = gigs.find(({ state }) => state === 'draft')!;
  return [
    { name: 'feed', as: null, open: at('/') },
    { name: 'gig', as: 'worker-yangjin', open: at(`/gigs/${busiest.number}`) },
    { name: 'my-work', as: 'worker-tashi', open: at('/my') },
    { name: 'inbox', as: 'worker-yangjin', open: at('/inbox') },
    { name: 'alerts', as: 'worker-yangjin', open: at('/alerts') },
    { name: 'notice-settings', as: 'worker-yangjin', open: at('/me/notices') },
    { name: 'me', as: 'worker-tashi', open: at('/me') },
    { name: 'sign-in', as: null, open: at('/sign-in') },
    { name: 'employer', as: 'employer-ruyi', open: at('/employer') },
    { name: 'employer-gig', as: 'employer-ruyi', open: at(`/employer/gigs/${busiest.id}`) },
    { name: 'posting', as: 'employer-ruyi', open: at(`/employer/gigs/${draft.id}/edit`) },
    {
      name: 'queue',
      as: 'operator-karuo',
      async open(page) {
        await page.goto('/desk');
        await page.locator('a[href*="/desk/gigs/"]').first().click();
        await page.waitForURL(/\/desk\/gigs\//);
      },
    },
    { name: 'public', as: 'operator-karuo', open: at('/desk/public') },
    {
      name: 'take-down',
      as: 'operator-karuo',
      async open(page) {
        await page.goto('/desk/public');
        await page.locator('ol a').first().click();
        await page.waitForURL(/\/desk\/public\//);
      },
    },
    { name: 'employers', as: 'operator-karuo', open: at('/desk/employers') },
    { name: 'imports', as: 'operator-city', open: at('/desk/imports') },
    { name: 'not-found', as: null, open: at('/gigs/000001') },
  ];
}

/** Others that people fill in or read where something is at stake for them. */
export async function otherPages(url: string): Promise<Opened[]> {
  const tashi = await demoSession(url, 'worker-tashi');
  const { body } = await call(url, tashi, 'GET', '/me/bookings');
  const [booking] = Object.values(body as Record<string, { id: string }[]>).flat();
  return [
    { name: 'nothing-found', as: null, open: at(`/?q=${encodeURIComponent('没有这样的活儿')}`) },
    { name: 'stub', as: 'worker-tashi', open: at(`/my/${booking!.id}`) },
    { name: 'number', as: 'worker-tashi', open: at('/me/phone') },
    { name: 'showings', as: 'worker-tashi', open: at('/me/showings') },
    { name: 'closing', as: 'worker-tashi', open: at('/me/close') },
    { name: 'terms', as: null, open: at('/terms') },
    { name: 'offline', as: null, open: at('/offline') },
    { name: 'register', as: 'employer-ruyi', open: at('/employer/register') },
    { name: 'new-posting', as: 'employer-ruyi', open: at('/employer/gigs/new') },
    { name: 'reports', as: 'operator-karuo', open: at('/desk/reports') },
  ];
}
