import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { call, type DemoSession, demoSession } from './support/api.ts';
import { book, type Gig, gigFrom } from './support/book.ts';
import { chromiumPath, PHONE } from './support/browser.ts';
import { useWorld } from './support/world.ts';

describe.skipIf(!chromiumPath)('a booking that ended as a whole', () => {
  const world = useWorld();
  let worker: DemoSession;

  beforeAll(async () => {
    worker = await demoSession(world.url, 'worker-yangjin');
  });

  /** Each gig on two days of its own, so that none is in another's way. */
  let day = 10;
  async function booked(bookingMode: 'instant' | 'choose'): Promise<{ gig: Gig; id: string }> {
    const gig = await gigFrom(world.url, day, 2, { bookingMode });
    day += 2;
    return { gig, id: await book(world.url, worker, gig) };
  }

  const employerSays = async ({ employer }: Gig, path: string, body: object) => {
    const answer = await call(world.url, employer, 'POST', path, body);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  };
  const stub = (page: Page, gig: Gig) => page.locator('article').filter({ hasText: gig.number.slice(3) });

  /** With its script the page stays what the server sent, and each day is on it once. */
  async function reads(page: Page, path: string, gig: Gig, how: string): Promise<void> {
    await page.goto(path);
    await page.getByText('实时').first().waitFor();
    const mine = stub(page, gig);
    expect(await mine.locator('li').count()).toBe(2);
    for (const row of await mine.locator('li').allTextContents()) expect(row).toContain(how);
    expect(await mine.textContent()).toContain('一共 2 天');
    expect(await page.locator('main').textContent()).not.toContain('干过了');
  }

  test.each([
    ['given back', 'instant', '你退了', null],
    ['declined', 'choose', '对方没选上', (id: string) => `/bookings/${id}/decline`],
    [
      'cancelled by the employer',
      'instant',
      '对方取消了',
      (_: string, gig: Gig) => `/gigs/${gig.id}/withdraw`,
    ],
  ] as const)('shows each of its days once, with and without scripts: %s', async (_, mode, how, path) => {
    const { gig, id } = await booked(mode);
    const context = await world.open('worker-yangjin');
    const plain = await world.open('worker-yangjin', PHONE, { javaScriptEnabled: false });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('console', (said) => said.type() === 'error' && errors.push(said.text()));
    await page.goto('/my');
    await page.getByText('实时').first().waitFor();
    const mine = stub(page, gig);
    if (path) await employerSays(gig, path(id, gig), {});
    else {
      await mine.getByText('有几天去不了').click();
      await mine.getByRole('button', { name: '2 天都不去了' }).click();
      await page.getByText('退掉了').first().waitFor();
    }
    // On the page that was open when it ended too.
    await expect.poll(() => mine.locator('.state').textContent()).toBe(how);
    for (const where of ['/my', `/my/${id}`]) await reads(page, where, gig, how);
    expect(errors).toEqual([]);

    const bare = await plain.newPage();
    await bare.goto('/my');
    expect(await stub(bare, gig).locator('li').count()).toBe(2);
    const file = await (await context.request.get(`/my/${id}/calendar.ics`)).text();
    expect(file.match(/STATUS:CANCELLED/g)).toHaveLength(2);
    expect(file).not.toContain('STATUS:CONFIRMED');
  });

  test('of one that the station took down says so, and leads to the report, with and without scripts', async () => {
    const { gig, id } = await booked('instant');
    const shown = await call(world.url, gig.employer, 'POST', `/bookings/${id}/contact`, {});
    expect(shown.status).toBe(200);
    const desk = await demoSession(world.url, 'operator-city');
    const { revision } = (await call(world.url, desk, 'GET', `/gigs/${gig.id}/manage`)).body;
    const refusal = { decision: 'refuse', revision, reason: '只告诉用工方的话', article: '某条规定' };
    expect((await call(world.url, desk, 'POST', `/review/${gig.id}/decisions`, refusal)).status).toBe(201);
    const report = `/gigs/${gig.number}/report`;

    for (const javaScriptEnabled of [true, false]) {
      const page = await (await world.open('worker-yangjin', PHONE, { javaScriptEnabled })).newPage();
      for (const where of ['/my', `/my/${id}`]) {
        await page.goto(where);
        const said = await stub(page, gig).textContent();
        for (const word of ['零工站撤下了', '某条规定', '一分钱也别给', '0895-0000000'])
          expect(said).toContain(word);
        expect(said).not.toMatch(/对方取消了|只告诉用工方的话/);
      }
      await stub(page, gig).getByRole('link', { name: '举报这个岗位' }).click();
      await page.waitForURL(world.url + report);
      expect(await page.getByRole('button', { name: '交给零工站' }).count()).toBe(1);

      await page.goto('/me/showings');
      const row = page.locator('li').filter({ hasText: gig.number.slice(3) });
      const link = row.getByRole('link', { name: '举报这个岗位' });
      expect(await link.getAttribute('href')).toBe(report);

      expect((await page.goto(`/gigs/${gig.number}`))!.status()).toBe(410);
      expect(await page.locator('main').textContent()).toContain('零工站撤下了');
      await page.getByRole('link', { name: '举报这个岗位' }).click();
      await page.waitForURL(world.url + report);
    }

    const stranger = await (await world.open('worker-tashi')).newPage();
    expect((await stranger.goto(`/gigs/${gig.number}`))!.status()).toBe(410);
    expect(await stranger.locator('main').textContent()).not.toContain('撤下了');
    expect(await stranger.getByRole('link', { name: '举报这个岗位' }).count()).toBe(0);

    const down = (await call(world.url, desk, 'GET', `/gigs/${gig.id}/manage`)).body.revision;
    const back = { decision: 'approve', revision: down };
    expect((await call(world.url, desk, 'POST', `/review/${gig.id}/decisions`, back)).status).toBe(201);
    const held = await (await world.open('worker-yangjin', PHONE, { javaScriptEnabled: false })).newPage();
    await held.goto('/my');
    const said = await stub(held, gig).textContent();
    expect(said).toContain('放回去了。你原来报的不会自己恢复，还想去就再报一次。');
    expect(said).not.toMatch(/一分钱|举报/);
    await stub(held, gig).getByRole('link', { name: '看岗位' }).click();
    await held.waitForURL(`${world.url}/gigs/${gig.number}`);
    expect(await held.getByRole('button', { name: '我要去' }).count()).toBeGreaterThan(0);
  });
});
