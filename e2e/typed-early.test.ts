import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { call, demoSession } from './support/api.ts';
import { chromiumPath, hasScript, launchBrowser, openAs } from './support/browser.ts';
import { cleanPosting } from './support/posting.ts';
import { demoFolder, type Product, startProduct } from './support/product.ts';
import { publishGig } from './support/publish.ts';

const CONTROLS = 'main :is(input:not([type=hidden], [type=file]), textarea, select):enabled';
const DAY = 86_400_000;

/** Fills in all that a page asks, as a person would; tells what stands there then. */
function fillIn(controls: string): string[] {
  const all = [...document.querySelectorAll<HTMLInputElement>(controls)];
  for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
  for (const control of all) {
    if (/checkbox|radio/.test(control.type)) control.click();
    else if (control instanceof HTMLSelectElement) {
      // What another asks again of a place in it can't stay: the narrowest alone is chosen.
      if (!all.slice(all.indexOf(control) + 1).some((other) => other instanceof HTMLSelectElement))
        control.selectedIndex = control.options.length - 1;
    } else if (control.type === 'date') control.value = '1990-02-03';
    else if (control.type === 'time') control.value = '05:45';
    else control.value = '139';
  }
  return all.map(({ name, type, value, checked }) => `${name} ${type} ${value} ${checked}`);
}
const standing = (controls: string) =>
  [...document.querySelectorAll<HTMLInputElement>(controls)].map(
    ({ name, type, value, checked }) => `${name} ${type} ${value} ${checked}`,
  );

describe.skipIf(!chromiumPath)('what is typed before the script is there', () => {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let product: Product;
  let browser: Browser;
  let gig: Awaited<ReturnType<typeof publishGig>>;
  let employerId: string;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    data = await demoFolder();
    [product, browser] = await Promise.all([startProduct({ dataDir: data.folder }), launchBrowser()]);
    const { shifts, validUntil } = await cleanPosting(product.url);
    const [shift] = shifts as [(typeof shifts)[number]];
    const later = (moment: string, days: number) => new Date(Date.parse(moment) + days * DAY).toISOString();
    gig = await publishGig(product.url, {
      shifts: [1, 2, 3].map((days) => ({
        ...shift,
        startsAt: later(shift.startsAt, days),
        endsAt: later(shift.endsAt, days),
      })),
      validUntil: later(validUntil, 4),
    });
    const boss = await demoSession(product.url, 'employer-ruyi');
    employerId = boss.me.roles.find(({ role }) => role === 'employer')!.employerId!;
    const reporter = await demoSession(product.url, 'worker-yangjin');
    await call(product.url, reporter, 'POST', `/gigs/${gig.id}/reports`, { kind: 'fake', text: '' });
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await data?.remove();
  });

  /** A page whose scripts are still on their way. */
  async function slow(key: string | null): Promise<{ page: Page; scripts: () => Promise<unknown> }> {
    const context = await openAs(browser, product.url, key);
    contexts.push(context);
    const page = await context.newPage();
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/*.js', async (route) => {
      await arrived;
      await route.continue();
    });
    const scripts = () => {
      arrive();
      return hasScript(page);
    };
    return { page, scripts };
  }

  test.each<[string, string | null, () => string]>([
    ['sign-in', null, () => '/sign-in'],
    ['the search of the feed', null, () => '/?q=1'],
    ['the shifts of a gig', 'worker-yangjin', () => `/gigs/${gig.number}`],
    ['a report', null, () => `/gigs/${gig.number}/report`],
    ['one’s own page', 'worker-yangjin', () => '/me'],
    ['the notices', 'worker-yangjin', () => '/me/notices'],
    ['closing an account', 'worker-yangjin', () => '/me/close'],
    ['registering', 'worker-yangjin', () => '/employer/register'],
    ['the desk’s reports', 'operator-karuo', () => '/desk/reports'],
    ['taking down', 'operator-karuo', () => `/desk/public/${gig.id}`],
    ['an employer’s checks', 'operator-karuo', () => `/desk/employers/${employerId}`],
    ['the search of the public gigs', 'operator-karuo', () => '/desk/public'],
  ])('stays: %s', async (_name, key, path) => {
    const { page, scripts } = await slow(key);
    await page.goto(path(), { waitUntil: 'commit' });
    await page.locator('main :is(form, details)').first().waitFor({ state: 'attached' });
    await page.locator('body > footer, main ~ footer, footer').first().waitFor({ state: 'attached' });
    const filled = await page.evaluate(fillIn, CONTROLS);
    expect(filled.length).toBeGreaterThan(0);
    await scripts();
    expect(await page.evaluate(standing, CONTROLS)).toEqual(expect.arrayContaining(filled));
  });

  test('counts: the page knows of shifts that were ticked', async () => {
    const { page, scripts } = await slow('worker-yangjin');
    await page.goto(`/gigs/${gig.number}`, { waitUntil: 'commit' });
    await page.getByText('我要去，选哪几班').click();
    for (const box of (await page.getByRole('checkbox').all()).slice(0, 2)) await box.check();
    await scripts();
    await expect.poll(() => page.locator('.sum').textContent()).toContain('2 班');
    await page.getByRole('button', { name: '我要去', exact: true }).click();
    await page.waitForURL(/\/my\//);
    expect(await page.locator('main').textContent()).toContain('一共 2 天');
  });
});
