import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { call, demoSession } from './support/api.ts';
import { book, gigFrom } from './support/book.ts';
import { chromiumPath, DESK, hasScript, PHONE } from './support/browser.ts';
import { useWorld } from './support/world.ts';

const WORKER = 'worker-yangjin';
const ANY_NUMBER = /1\d\d[ *]?\d{4}[ *]?\d{4}/;

describe.skipIf(!chromiumPath)('the other side’s number', () => {
  const world = useWorld();
  // What is hidden must not count.
  // biome-ignore lint/performance/useDomNodeTextContent: as above
  const text = (page: Page) => page.locator('main').innerText();
  /** Each gig on a day of its own, so that none is in another's way. */
  let day = 10;
  const gigOf = () => gigFrom(world.url, day++, 1, { bookingMode: 'choose' });
  const opened = async (key: string, path: string, script: boolean, viewport = PHONE) => {
    const page = await (await world.open(key, viewport, { javaScriptEnabled: script })).newPage();
    await page.goto(path);
    if (script) await hasScript(page);
    return page;
  };

  test.each([
    ['with its script', true],
    ['without a script', false],
  ])(
    'comes with a tap once it is confirmed, can be called, and is noted for both and the desk, %s',
    {
      timeout: 120_000,
    },
    async (_name, script) => {
      const gig = await gigOf();
      const worker = await demoSession(world.url, WORKER);
      const id = await book(world.url, worker, gig);
      const spoken = gig.number.replace(/^.{3}/, '$&-');

      const mine = await opened(WORKER, `/my/${id}`, script);
      expect(await mine.getByRole('button', { name: '看对方电话' }).count()).toBe(0);
      const { body } = await call(world.url, gig.employer, 'GET', `/gigs/${gig.id}/bookings`);
      const [{ revision }] = body.items as [{ revision: number }];
      const accepted = await call(world.url, gig.employer, 'POST', `/bookings/${id}/accept`, { revision });
      expect(accepted.status).toBe(200);

      await mine.goto(`/my/${id}`);
      if (script) await hasScript(mine);
      expect(await mine.content()).not.toMatch(/tel:\+?86?1/);
      expect(await text(mine)).not.toMatch(ANY_NUMBER);
      await mine.getByRole('button', { name: '看对方电话' }).click();
      const toCall = mine.getByRole('link', { name: '打电话' });
      await toCall.waitFor();
      // The booking's own page, and nothing that loading it again would ask for.
      expect(new URL(mine.url()).pathname + new URL(mine.url()).search).toBe(`/my/${id}`);
      const dialled = (await toCall.getAttribute('href'))!.replace('tel:', '');
      const { contact } = (await call(world.url, worker, 'GET', `/bookings/${id}`)).body;
      expect(dialled).toBe((contact as { phone: string }).phone);
      expect((await text(mine)).replaceAll(' ', '')).toContain(dialled.slice(-11));

      // The employer sees the worker's in the same way.
      const theirs = await opened('employer-ruyi', `/employer/gigs/${gig.id}`, script, DESK);
      expect(await theirs.content()).not.toMatch(/tel:\+?86?1/);
      await theirs.getByRole('button', { name: /看电话/ }).click();
      await theirs.locator('a[href^="tel:"][aria-label]').waitFor();
      expect(new URL(theirs.url()).pathname).toBe(`/employer/gigs/${gig.id}`);

      // Both find it noted, and no number with it.
      for (const [key, who] of [
        [WORKER, '看了你的电话'],
        ['employer-ruyi', '看了'],
      ] as const) {
        const seen = await opened(key, '/me/showings', script);
        const row = seen.locator('li', { hasText: spoken });
        expect(await row.allTextContents()).toEqual([expect.stringContaining(who)]);
        expect(await text(seen)).not.toMatch(ANY_NUMBER);
      }
      const log = await opened('operator-karuo', '/desk/showings', script, DESK);
      expect(await log.locator('li', { hasText: spoken }).count()).toBe(2);
      expect(await text(log)).not.toMatch(ANY_NUMBER);
    },
  );

  test('does not come to who asked and was declined, nor to who gave it back', async () => {
    const worker = await demoSession(world.url, WORKER);
    const ends = {
      decline: (gig: Awaited<ReturnType<typeof gigOf>>) => gig.employer,
      withdraw: () => worker,
    };
    for (const [end, who] of Object.entries(ends)) {
      const gig = await gigOf();
      const id = await book(world.url, worker, gig);
      const ended = await call(world.url, who(gig), 'POST', `/bookings/${id}/${end}`, {});
      expect(ended.status, JSON.stringify(ended.body)).toBe(200);
      const page = await opened(WORKER, `/my/${id}`, true);
      expect(await page.getByRole('button', { name: '看对方电话' }).count()).toBe(0);
      expect(await page.getByRole('link', { name: '打电话' }).count()).toBe(0);
      const asked = await call(world.url, worker, 'POST', `/bookings/${id}/contact`);
      expect(asked.body.code).toBe('contact.no_reason');
      const log = await opened('operator-karuo', '/desk/showings', false, DESK);
      expect(await log.locator('li', { hasText: gig.number.slice(3) }).count()).toBe(0);
    }
  });

  test('is asked for by nobody who has to sign in first: from there one comes to the page, not to the form', async () => {
    const { request } = await world.open(null);
    const answer = await request.post('/my?/contact', {
      headers: { origin: world.url, accept: 'text/html' },
      form: { booking: '0'.repeat(24) },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toBe('/sign-in?to=%2Fmy');
  });
});
