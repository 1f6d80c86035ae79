import { globSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, demoSession } from './support/api.ts';
import { chromiumPath, launchBrowser, openAs, PHONE } from './support/browser.ts';
import { demoFolder, type Product, startProduct } from './support/product.ts';
import { waitingGig } from './support/waiting.ts';

const ROUTES = new URL('../apps/web/src/routes', import.meta.url).pathname;
/** Every page that there is, as a pattern of its address. */
const patterns = globSync('**/+page.svelte', { cwd: ROUTES })
  .map((file) =>
    `/${file.replace(/\/?\+page\.svelte$/, '').replace(/\([^)]+\)\/?/g, '')}`.replace(/(.)\/$/, '$1'),
  )
  .sort();

/** Who opens what. A pattern with parameters is opened where a page that is opened before links to it. */
const OPENED: Readonly<Record<string, readonly string[]>> = {
  '': [
    '/',
    '/?payUnit=piece',
    '/?q=no+such',
    '/gigs/[number]',
    '/sign-in',
    '/claim',
    '/terms',
    '/privacy',
    '/offline',
    '/offline/unsent',
    '/not-sent',
    '/gigs/000001',
  ],
  'worker-tashi': [
    '/',
    '/gigs/[number]',
    '/gigs/[number]/report',
    '/my',
    '/my/[id]',
    '/my/crew',
    '/my/crew/take/[number]',
    '/my/crew/join/[code]',
    '/me',
    '/me/close',
    '/me/closed',
    '/me/phone',
    '/me/notices',
    '/me/showings',
    '/me/proxies',
    '/people',
    '/people/[id]',
    '/people/sign-up?gig=[number]',
    '/people/today',
    '/agree',
    '/alerts',
    '/inbox',
    '/me/trail',
    '/employer/register',
    '/desk',
  ],
  'employer-ruyi': [
    '/',
    '/employer',
    '/employer/contact/[id]',
    '/employer/gigs/[id]',
    '/employer/gigs/[id]/edit',
    '/employer/gigs/new',
    '/inbox',
    '/me',
  ],
  'operator-karuo': [
    '/desk',
    '/desk/gigs/[id]',
    '/desk/public',
    '/desk/public/[id]',
    '/desk/employers',
    '/desk/employers/[id]',
    '/desk/reports',
    '/desk/showings',
    '/desk/undo',
    '/desk/grants',
    '/desk/alarms',
    '/desk/unattended',
    '/desk/people',
    '/desk/people/new',
    '/desk/people/[id]',
    '/desk/people/[id]/edit',
    '/desk/people/doubles',
    '/me',
  ],
  'operator-city': [
    '/desk',
    '/desk/gigs/[id]',
    '/desk/imports',
    '/desk/imports/[id]',
    '/desk/rolls',
    '/desk/rolls/[id]',
    '/desk/public',
    '/desk/reports',
  ],
};

/** 640 x 400 is a desk's 1280 x 800 at 200 %. */
const LOOKS = {
  'a phone of 360': { viewport: PHONE, root: '' },
  'a desk at 200 %': { viewport: { width: 640, height: 400 }, root: '' },
  'a desk with text at 200 %': { viewport: { width: 1280, height: 800 }, root: '200%' },
} as const;

const matches = (pattern: string, address: string) =>
  new RegExp(`^${pattern.replace(/\[[^\]]+\]/g, '[^/]+')}$`).test(address.split(/[?#]/)[0]!);

describe.skipIf(!chromiumPath)('every page', () => {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let product: Product;
  let browser: Browser;
  /** Addresses of pages with parameters, by person and pattern. */
  const known: Record<string, Record<string, string>> = {};

  beforeAll(async () => {
    data = await demoFolder();
    [product, browser] = await Promise.all([startProduct({ dataDir: data.folder }), launchBrowser()]);
    const { url } = product;
    const [tashi, ruyi] = [await demoSession(url, 'worker-tashi'), await demoSession(url, 'employer-ruyi')];
    const { body: feed } = await call(url, null, 'GET', '/gigs?limit=1');
    const [gig] = feed.items as { number: string }[];
    const { body: mine } = await call(url, tashi, 'GET', '/me/bookings');
    const [booking] = mine.items as { id: string }[];
    // So that the lists of shown numbers have something to show.
    const shown = await call(url, tashi, 'POST', `/bookings/${booking!.id}/contact`);
    if (shown.status !== 200) throw new Error(`Not shown: ${shown.status} ${JSON.stringify(shown.body)}`);
    const { employerId } = ruyi.me.roles.find(({ role }) => role === 'employer')!;
    const { body: own } = await call(url, ruyi, 'GET', `/employers/${employerId}/gigs`);
    const gigs = own.items as { id: string; state: string }[];
    const waiting = await waitingGig(url, await demoSession(url, 'employer-tea'), { title: '桥头搬石料' });
    const { body: people } = await call(url, tashi, 'GET', '/me/people');
    const [neighbour] = people.items as { person: { id: string } }[];
    const { body: crews } = await call(url, tashi, 'GET', '/me/crews');
    const [crew] = crews.leads as { code: string }[];
    const worker = {
      '/my/crew/take/[number]': `/my/crew/take/${gig!.number}`,
      '/my/crew/join/[code]': `/my/crew/join/${crew!.code}`,
      '/gigs/[number]': `/gigs/${gig!.number}`,
      '/gigs/[number]/report': `/gigs/${gig!.number}/report`,
      '/my/[id]': `/my/${booking!.id}`,
      '/people/[id]': `/people/${neighbour!.person.id}`,
      '/people/sign-up?gig=[number]': `/people/sign-up?gig=${gig!.number}`,
    };
    Object.assign(known, {
      '': worker,
      'worker-tashi': worker,
      'employer-ruyi': {
        '/employer/contact/[id]': `/employer/contact/${employerId}`,
        '/employer/gigs/[id]': `/employer/gigs/${gigs.find(({ state }) => state === 'published')!.id}`,
        '/employer/gigs/[id]/edit': `/employer/gigs/${gigs.find(({ state }) => state === 'draft')!.id}/edit`,
      },
      'operator-karuo': {
        '/desk/gigs/[id]': `/desk/gigs/${waiting.id}`,
        '/desk/people/[id]': `/desk/people/${neighbour!.person.id}`,
        '/desk/people/[id]/edit': `/desk/people/${neighbour!.person.id}/edit`,
      },
      'operator-city': { '/desk/gigs/[id]': `/desk/gigs/${waiting.id}` },
    });
    for (const [as, list, pattern] of [
      ['operator-karuo', '/desk/public', '/desk/public/[id]'],
      ['operator-karuo', '/desk/employers', '/desk/employers/[id]'],
    ] as const) {
      const page = await (await openAs(browser, url, as)).newPage();
      await page.goto(list);
      known[as]![pattern] = (await page.locator(`main a[href^="${list}/"]`).first().getAttribute('href'))!;
      await page.context().close();
    }
    const page = await (await openAs(browser, url, 'operator-city')).newPage();
    await page.goto('/desk/imports');
    await page.locator('input[type=file]').setInputFiles({
      name: '岗位.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('岗位,企业,工作地点,薪资,人数\n装车,砖厂,卡若区,110元/车两人分,4\n'),
    });
    await page.locator('[name=sourceName]').fill('榕城人社');
    await page.locator('form button[type=submit]').click();
    await page.waitForURL(/\/desk\/imports\/./);
    known['operator-city']!['/desk/imports/[id]'] = new URL(page.url()).pathname;
    await page.goto('/desk/rolls');
    await page.locator('input[type=file]').setInputFiles({
      name: '花名册.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        '姓名,性别,出生日期,会干的活\n索朗旺堆,男,1970-01-02,砌墙\n白玛央金卓玛,女,1963,\n',
      ),
    });
    await page.locator('form button[type=submit]').click();
    await page.waitForURL(/\/desk\/rolls\/./);
    known['operator-city']!['/desk/rolls/[id]'] = new URL(page.url()).pathname;
    await page.context().close();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await data?.remove();
  });

  const addressOf = (as: string, pattern: string): string =>
    pattern.includes('[') ? known[as]![pattern]! : pattern;

  test('is among those that are opened here', () => {
    const opened = Object.entries(OPENED).flatMap(([as, all]) => all.map((each) => addressOf(as, each)));
    expect(patterns.filter((pattern) => !opened.some((address) => matches(pattern, address)))).toEqual([]);
  });

  /** What the page’s own policy has refused, and what went wrong in its scripts. */
  async function watched(context: BrowserContext): Promise<{ page: Page; wrong: string[] }> {
    const wrong: string[] = [];
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => wrong.push(`error: ${message}`));
    page.on('console', (line) => {
      if (/Content Security Policy/i.test(line.text())) wrong.push(line.text().slice(0, 200));
    });
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        console.error(`Content Security Policy: ${violatedDirective} ${blockedURI} ${sample}`),
      );
    });
    return { page, wrong };
  }

  /** What is wider than the page, once it has been laid out for the look. */
  async function tooWide(page: Page, { viewport, root }: (typeof LOOKS)[keyof typeof LOOKS]) {
    await page.setViewportSize(viewport);
    return page.evaluate(async (size) => {
      document.documentElement.style.fontSize = size;
      const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let frames = 0; frames < 3; frames++) await nextFrame();
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      const out = [...document.body.querySelectorAll<HTMLElement>('*')].filter(
        (each) => each.getBoundingClientRect().right > clientWidth + 1 && each.checkVisibility(),
      );
      const names = out.slice(0, 4).map(({ tagName, className }) => `${tagName}.${className}`);
      return [`${scrollWidth - clientWidth}px too wide: ${names.join(' ')}`];
    }, root);
  }

  test.each(Object.keys(OPENED))(
    'goes by its policy and needs no sideways scrolling, on a phone and at twice the size: as “%s”',
    { timeout: 240_000 },
    async (as) => {
      const context = await openAs(browser, product.url, as || null);
      const { page, wrong } = await watched(context);
      const found: Record<string, string[]> = {};
      for (const pattern of OPENED[as]!) {
        wrong.length = 0;
        await page.setViewportSize(PHONE);
        await page.goto(addressOf(as, pattern));
        await page.waitForTimeout(400);
        for (const [look, how] of Object.entries(LOOKS))
          wrong.push(...(await tooWide(page, how)).map((wide) => `${look}: ${wide}`));
        if (wrong.length > 0) found[pattern] = [...wrong];
      }
      await context.close();
      expect(found).toEqual({});
    },
  );
});
