import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, type DemoSession, demoSession } from './support/api.ts';
import { chromiumPath, launchBrowser, openAs } from './support/browser.ts';
import { dataFolder, type Product, startProduct } from './support/product.ts';

/** A number as pages write it, of the demo's own range. */
const NUMBER = /199[ -]?0000[ -]?\d{4}/;
type Mine = { id: string; state: string; contact: { phone: string | null } | null; gig: { number: string } };

describe.skipIf(!chromiumPath)('whom to call', () => {
  let data: Awaited<ReturnType<typeof dataFolder>>;
  let product: Product;
  let browser: Browser;
  let tashi: DemoSession;
  beforeAll(async () => {
    data = await dataFolder();
    [product, browser] = await Promise.all([startProduct({ dataDir: data.folder }), launchBrowser()]);
    tashi = await demoSession(product.url, 'worker-tashi');
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await data?.remove();
  });

  const held = async () =>
    ((await call(product.url, tashi, 'GET', '/me/bookings')).body.items as Mine[]).filter(
      ({ state, contact }) => state === 'confirmed' && contact,
    );
  const page = async (at: string, session: DemoSession | null) =>
    (
      await fetch(`${product.url}${at}`, { headers: { cookie: session?.cookie ?? '' }, redirect: 'manual' })
    ).text();

  test('comes back with a form, without script too, and is on no page before', async () => {
    const [booking] = await held();
    const doors = [
      '/my',
      '/my/__data.json',
      `/my/${booking!.id}`,
      `/my/${booking!.id}/calendar.ics`,
      `/gigs/${booking!.gig.number}`,
      `/gigs/${booking!.gig.number}/__data.json`,
      '/me',
      '/me/showings',
      '/inbox',
      '/',
    ];
    for (const at of doors) expect([at, NUMBER.test(await page(at, tashi))]).toEqual([at, false]);

    const context = await openAs(browser, product.url, 'worker-tashi', undefined, {
      javaScriptEnabled: false,
    });
    const my = await context.newPage();
    await my.goto(`/my/${booking!.id}`);
    await my.getByRole('button', { name: '看对方电话' }).click();
    await my.waitForURL(/\/my\?/);
    const { phone } = (await held()).find(({ id }) => id === booking!.id)!.contact!;
    expect(phone).toMatch(/^\+86199/);
    await my.locator(`a[href="tel:${phone}"]`).first().waitFor();
    await context.close();

    const file = await page(`/my/${booking!.id}/calendar.ics`, tashi);
    expect(file.replaceAll('\r\n ', '')).toMatch(NUMBER);
    for (const other of [null, await demoSession(product.url, 'worker-yangjin')])
      for (const at of doors) expect([at, NUMBER.test(await page(at, other))]).toEqual([at, false]);
  });

  test('with script it is shown in its place, and whose it is sees who looked', async () => {
    const boss = await demoSession(product.url, 'employer-ruyi');
    const { employerId } = boss.me.roles.find((role) => role.role === 'employer')!;
    const { body } = await call(product.url, boss, 'GET', `/employers/${employerId}/gigs`);
    const gigs = body.items as { id: string; bookings: { confirmed: number } }[];
    const busiest = gigs.toSorted((a, b) => b.bookings.confirmed - a.bookings.confirmed)[0]!;
    const context = await openAs(browser, product.url, 'employer-ruyi');
    const people = await context.newPage();
    await people.goto(`/employer/gigs/${busiest.id}`);
    const asking = people.getByRole('button', { name: /^看.+的电话$/ });
    await asking.first().waitFor();
    const before = await asking.count();
    const dialled = await people.locator('a.call').count();
    await asking.first().click();
    await expect.poll(() => people.locator('a.call').count()).toBe(dialled + 1);
    expect(await asking.count()).toBe(before - 1);
    expect(new URL(people.url()).pathname).toBe(`/employer/gigs/${busiest.id}`);
    await context.close();

    const desk = await openAs(browser, product.url, 'operator-karuo');
    const log = await desk.newPage();
    await log.goto('/desk/showings');
    await log.getByText('当天第').first().waitFor();
    expect(await log.locator('main').textContent()).not.toMatch(/1\d{2}[ -]?\d{4}[ -]?\d{4}/);
    await desk.close();
  });
});
