import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call, demoSession } from './support/api.ts';
import { book, gigFrom } from './support/book.ts';
import { chromiumPath, hasScript, PHONE } from './support/browser.ts';
import { useWorld } from './support/world.ts';

// biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count
const text = (page: Page) => page.locator('main').innerText();

describe.skipIf(!chromiumPath)('what is sent by a page’s script and gets no answer', () => {
  const world = useWorld();
  let phone: BrowserContext;
  let page: Page;
  let day = 10;

  // Without a service worker, which would fetch out of the test's sight.
  beforeEach(async () => {
    phone = await world.browser.newContext({
      baseURL: world.url,
      viewport: PHONE,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      serviceWorkers: 'block',
    });
    const answer = await phone.request.post('/api/v1/demo/session', { data: { key: 'worker-yangjin' } });
    expect(answer.ok()).toBe(true);
    page = await phone.newPage();
  });
  afterEach(() => phone.close());

  const bookingsOf = async (number: string) => {
    const { body } = await call(
      world.url,
      await demoSession(world.url, 'worker-yangjin'),
      'GET',
      '/me/bookings',
    );
    const items = body.items as { state: string; gig: { number: string } }[];
    return items.filter(({ gig, state }) => gig.number === number && state === 'confirmed').length;
  };

  test.each([
    ['after the server had done it', true],
    ['before it had arrived', false],
  ])('taking a gig, broken off %s: it is looked up by itself', async (_, arrives) => {
    const gig = await gigFrom(world.url, day++, 1);
    await page.goto(`/gigs/${gig.number}`);
    await hasScript(page);
    const address = `**/gigs/${gig.number}`;
    await page.route(address, async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      if (arrives) await route.fetch({ maxRedirects: 0 });
      await phone.setOffline(true);
      return route.abort('connectionreset');
    });
    await page.getByRole('button', { name: /^我要去/ }).click();
    await page.getByText('没收到回音').waitFor();
    expect(await text(page)).not.toMatch(/未发出|没发出去|还没占上/);
    await page.unroute(address);
    expect(await bookingsOf(gig.number)).toBe(arrives ? 1 : 0);

    await phone.setOffline(false);
    await page.getByText(arrives ? '刚才那一下收到了' : '刚才那一下没收到').waitFor();
    expect(await text(page)).not.toContain('没收到回音');
    if (arrives) {
      expect(await text(page)).toContain('已确认，名额是你的了');
      expect(await page.getByRole('button', { name: /^我要去/ }).count()).toBe(0);
    } else {
      await page.getByRole('button', { name: /^我要去/ }).click();
      await page.waitForURL(/\/my\/[0-9a-f]{24}/);
    }
    expect(await bookingsOf(gig.number)).toBe(1);
  });

  test('stepping back without a connection is not forgotten when the page is loaded anew', async () => {
    const gig = await gigFrom(world.url, day++, 1);
    await book(world.url, await demoSession(world.url, 'worker-yangjin'), gig);
    await page.goto('/my');
    await hasScript(page);
    const stub = page.locator('article').filter({ hasText: gig.number.slice(3) });
    const giveBack = async () => {
      // A page that is being read again would show its later words.
      await page.waitForLoadState('networkidle');
      await phone.setOffline(true);
      await stub.getByRole('button', { name: '退掉', exact: true }).click();
      await stub.getByText('没发出去').first().waitFor();
      await phone.setOffline(false);
      await page.reload();
      await stub.getByText('没退成').waitFor();
      expect(await stub.textContent()).toContain('已确认');
    };
    await stub.getByText('不去了，退掉').click();
    await giveBack();
    await stub.getByRole('button', { name: '不退了' }).click();
    expect(await stub.textContent()).not.toContain('没退成');
    await page.reload();
    await hasScript(page);
    await stub.getByText('不去了，退掉').click();
    expect(await stub.textContent()).not.toContain('没退成');

    await giveBack();
    await stub.getByRole('button', { name: '退掉', exact: true }).click();
    await page.getByText('退掉了，名额已经放出去').first().waitFor();
    expect(await bookingsOf(gig.number)).toBe(0);
    await page.reload();
    await hasScript(page);
    expect(await text(page)).not.toMatch(/没退成|没发出去/);
  });
});
