import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { call, demoSession } from './support/api.ts';
import { chromiumPath, PHONE } from './support/browser.ts';
import { useWorld } from './support/world.ts';

/** What the first person types and has not sent when the next one takes the phone. */
const TYPED = '这几句还没有发出去';

describe.skipIf(!chromiumPath)('what one person typed and did not send', () => {
  const world = useWorld();

  const phoneOf = (key: string, javaScriptEnabled = true) => world.open(key, PHONE, { javaScriptEnabled });
  /** The next person signs in on the same phone; `told`: in a tab beside, so that all tabs hear of it. */
  async function next(context: BrowserContext, key: string, told: boolean) {
    const answer = await context.request.post('/api/v1/demo/session', { data: { key } });
    expect(answer.ok()).toBe(true);
    if (told) await (await context.newPage()).goto('/me');
  }
  /** All that a page shows, and has in its fields. */
  const shown = (page: Page) =>
    page
      .evaluate(() =>
        [
          document.body.textContent,
          ...[...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(({ value }) => value),
        ].join('\n'),
      )
      .catch(() => TYPED);
  const keptHere = (page: Page) =>
    page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  /** All that was ever reported, and all that these employers have posted. */
  async function stored(): Promise<string> {
    const desk = await demoSession(world.url, 'operator-city');
    const all: unknown[] = [];
    for (const state of ['open', 'handled'])
      all.push((await call(world.url, desk, 'GET', `/reports?state=${state}`)).body);
    for (const key of ['employer-ruyi', 'employer-tea']) {
      const boss = await demoSession(world.url, key);
      const { employerId } = boss.me.roles.find(({ role }) => role === 'employer')!;
      all.push((await call(world.url, boss, 'GET', `/employers/${employerId}/gigs`)).body);
    }
    return JSON.stringify(all);
  }
  async function draftOf(context: BrowserContext) {
    const page = await context.newPage();
    await page.goto('/employer/gigs/new');
    await page.getByRole('button', { name: '新写一个' }).click();
    await page.waitForURL(/\/edit/);
    return { page, path: new URL(page.url()).pathname };
  }
  async function reportOn(context: BrowserContext) {
    const { body } = await call(world.url, null, 'GET', '/gigs?limit=1');
    const [gig] = body.items as { number: string }[];
    const page = await context.newPage();
    const path = `/gigs/${gig!.number}/report`;
    await page.goto(path);
    await page.locator('[name=kind]').first().check();
    await page.locator('[name=text]').fill(TYPED);
    return { page, path };
  }
  const send = (page: Page) => page.locator('main form').last().locator('button').last().click();

  test('of a posting is gone from page and phone as soon as somebody else is here', async () => {
    const phone = await phoneOf('employer-ruyi');
    const { page, path } = await draftOf(phone);
    await page.goto(`${path}#work`);
    await page.route('**/api/v1/gigs/**', (route) => route.abort());
    await page.locator('[name=description]').fill(TYPED);
    await expect.poll(() => keptHere(page)).toContain(TYPED);
    await next(phone, 'employer-tea', true);
    await expect.poll(() => shown(page)).not.toContain(TYPED);
    await expect.poll(() => keptHere(page)).not.toContain(TYPED);
    await page.unroute('**/api/v1/gigs/**');
    // Neither at its own address, nor on the way back to it, nor in a posting of the next one.
    await page.goto(path);
    expect(await shown(page)).not.toContain(TYPED);
    await page.goto('/employer');
    await page.goBack().catch(() => null);
    await expect.poll(() => shown(page)).not.toContain(TYPED);
    const own = await draftOf(phone);
    await own.page.goto(`${own.path}#work`);
    expect(await shown(own.page)).not.toContain(TYPED);
    expect(await stored()).not.toContain(TYPED);
  });

  test('of a posting, sent from a page left open without a script, is nobody’s', async () => {
    const phone = await phoneOf('employer-ruyi', false);
    const { page } = await draftOf(phone);
    await page.locator('[name=description]').fill(TYPED);
    await next(phone, 'employer-tea', false);
    await page.getByRole('button', { name: '先存着，以后再发' }).first().click();
    await page.waitForURL(/\/not-sent/);
    expect(await shown(page)).not.toContain(TYPED);
    expect(await stored()).not.toContain(TYPED);
  });

  test.each([
    ['with a script', true],
    ['without a script', false],
  ])('of a report, sent from a page left open %s, is nobody’s', async (_, script) => {
    const phone = await phoneOf('worker-tashi', script);
    const { page, path } = await reportOn(phone);
    await next(phone, 'worker-yangjin', false);
    await send(page);
    await page.waitForURL(/\/not-sent/);
    expect(await shown(page)).not.toContain(TYPED);
    await page.goto(path);
    expect(await shown(page)).not.toContain(TYPED);
    expect(await stored()).not.toContain(TYPED);
    // The same, typed by who is here now, does go out.
    await page.locator('[name=kind]').first().check();
    await page.locator('[name=text]').fill('这是央金自己写的');
    await send(page);
    await expect.poll(stored).toContain('这是央金自己写的');
  });

  test('of a report is gone from an open page as soon as somebody else is here', async () => {
    const phone = await phoneOf('worker-tashi');
    const { page } = await reportOn(phone);
    await next(phone, 'worker-yangjin', true);
    await expect.poll(() => shown(page)).not.toContain(TYPED);
    await page.goBack().catch(() => null);
    await expect.poll(() => shown(page)).not.toContain(TYPED);
    expect(await stored()).not.toContain(TYPED);
  });

  test('and that got no answer is not sent again as the next one’s', async () => {
    const phone = await phoneOf('worker-tashi');
    const ready = await phone.newPage();
    await ready.goto('/my');
    await ready.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await ready.close();
    const { page } = await reportOn(phone);
    await phone.setOffline(true);
    // As the browser sends a form that no script takes care of.
    await page.evaluate(() => [...document.querySelectorAll<HTMLFormElement>('main form')].at(-1)!.submit());
    await page.getByRole('button', { name: '再发一次' }).waitFor();
    await phone.setOffline(false);
    await next(phone, 'worker-yangjin', false);
    await page.getByRole('button', { name: '再发一次' }).click();
    await page.waitForURL(/\/not-sent/);
    expect(await shown(page)).not.toContain(TYPED);
    expect(await stored()).not.toContain(TYPED);
  });
});
