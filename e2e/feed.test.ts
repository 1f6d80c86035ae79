import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openAs } from './support/browser.ts';
import { dataFolder, demoFolder, type Product, startProduct } from './support/product.ts';
import { publishGig } from './support/publish.ts';

/** How far the product's clock is ahead, so that it starts a minute and a half before midnight in Shanghai. */
function aheadToMidnight(): number {
  const DAY = 86_400_000;
  const sinceMidnight = (Date.now() + 8 * 3_600_000) % DAY;
  return DAY - sinceMidnight - 90_000;
}
const clock = pathToFileURL(path.resolve(import.meta.dirname, 'support/shifted-clock.mjs')).href;

describe.skipIf(!chromiumPath)('the feed', () => {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let product: Product;
  let browser: Browser;
  let context: BrowserContext | undefined;
  beforeAll(async () => {
    data = await demoFolder();
    [product, browser] = await Promise.all([startProduct({ dataDir: data.folder }), launchBrowser()]);
  });
  afterEach(() => context?.close());
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await data?.remove();
  });

  async function open(address = '/', javaScriptEnabled = true): Promise<Page> {
    context = await browser.newContext({
      baseURL: product.url,
      viewport: { width: 360, height: 740 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      javaScriptEnabled,
    });
    const page = await context.newPage();
    await page.goto(address);
    if (javaScriptEnabled) await page.locator('.fresh:not(.off)').waitFor();
    return page;
  }
  const panel = (page: Page) => page.locator('details[open]');
  const opener = (page: Page, name: string) => page.locator('summary', { hasText: name });

  test('shows three whole tickets on a phone’s first screen', async () => {
    const page = await open();
    const tickets = await page.locator('article.ticket').evaluateAll((all) =>
      all.slice(0, 3).map((ticket) => {
        const { top, bottom, height } = ticket.getBoundingClientRect();
        return { top, bottom, height };
      }),
    );
    const nav = (await page.locator('nav').last().boundingBox())!;
    expect(tickets[0]!.top).toBeLessThanOrEqual(150);
    for (const { height } of tickets) expect(height).toBeLessThanOrEqual(170);
    expect(tickets[2]!.bottom).toBeLessThanOrEqual(nav.y);
    // What looks small is tapped on 44 pixels.
    const bar = page.locator('.filters');
    for (const word of ['今天', '明天', '工种', '工钱', '更多']) {
      const box = (await bar.getByText(word, { exact: true }).first().boundingBox())!;
      for (const off of [-21, 21]) {
        const hit = await page.evaluate(
          ([x, y]) => document.elementFromPoint(x!, y!)?.closest('a, summary')?.textContent ?? '',
          [box.x + box.width / 2, box.y + box.height / 2 + off],
        );
        expect(hit, `${word} ${off}`).toContain(word);
      }
    }
  });

  test.each([true, false])('panels close on a tap beside them (script: %s)', async (script) => {
    const page = await open('/', script);
    for (const name of ['工种', '工钱', '更多', '换地方']) {
      await opener(page, name).click();
      expect(await panel(page).count()).toBe(1);
      await page.mouse.click(180, 672);
      expect(await panel(page).count(), name).toBe(0);
      expect(new URL(page.url()).pathname).toBe('/');
    }
  });

  test('panels close on Escape and when a choice is made, and say what is on', async () => {
    const page = await open();
    await opener(page, '更多').click();
    expect(await panel(page).getByRole('heading').allTextContents()).toEqual(
      expect.arrayContaining(['时段', '结钱', '管什么']),
    );
    await page.keyboard.press('Escape');
    expect(await panel(page).count()).toBe(0);
    await opener(page, '更多').click();
    await panel(page).getByRole('link', { name: '管饭' }).click();
    await page.waitForURL(/needs=meals/);
    await expect.poll(() => panel(page).count()).toBe(0);
    await opener(page, '更多').click();
    await panel(page).getByRole('link', { name: '日结' }).click();
    await page.waitForURL(/settlement=same_day/);
    await expect.poll(() => opener(page, '更多').textContent()).toContain('2');
    await opener(page, '更多').click();
    expect(await panel(page).textContent()).toContain('选了：日结、管饭');
  });

  test('after a search the first ticket is in sight', async () => {
    const page = await open();
    await page.locator('summary:has(svg[aria-label])').click();
    // Opened, the field is written in at once.
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('q');
    await page.keyboard.type('搬');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=/);
    await expect.poll(() => panel(page).count()).toBe(0);
    const asked = page.getByRole('link', { name: '不搜“搬”了' });
    expect(await asked.textContent()).toBe('搬 ×');
    const box = (await page.locator('article.ticket').first().boundingBox())!;
    expect(box.y).toBeGreaterThan(0);
    expect(box.y + box.height).toBeLessThan(684);
  });

  test.each([true, false])(
    'every panel has a heading, 远近 only what it can do (script: %s)',
    async (script) => {
      const page = await open('/', script);
      for (const [name, title] of [
        ['工种', '工种'],
        ['工钱', '一天的工钱（按件算的看保底）'],
        ['更多', '还要怎样的'],
        ['换地方', '在哪儿'],
      ] as const) {
        await opener(page, name).click();
        expect(await panel(page).locator('h2').textContent()).toBe(title);
        if (name === '更多') expect(await panel(page).getByText('远近').isVisible()).toBe(script);
        await page.mouse.click(180, 672);
      }
    },
  );

  test('without a position one is told so in whole, and chooses a place', async () => {
    const page = await open();
    await opener(page, '更多').click();
    await panel(page).getByRole('button', { name: '离我近' }).click();
    const told = panel(page).getByRole('alert');
    await told.waitFor();
    const [box, frame] = [(await told.boundingBox())!, (await panel(page).locator('.panel').boundingBox())!];
    expect(box.x + box.width).toBeLessThanOrEqual(frame.x + frame.width);
    expect(await told.evaluate((p) => p.scrollWidth - p.clientWidth)).toBeLessThanOrEqual(0);
    await told.getByRole('button', { name: '换地方' }).click();
    await expect.poll(() => panel(page).locator('h2').textContent()).toBe('在哪儿');
  });

  const LOOKS = [
    ['360 px', 360, '', 'normal'],
    ['320 px', 320, '', 'normal'],
    ['大字', 360, '', 'large'],
    ['text at 200 %', 360, '200%', 'normal'],
  ] as const;
  test.each(LOOKS)(
    'cuts no word of a ticket and nothing off the screen: %s',
    async (_, width, size, letters) => {
      for (const address of ['/', '/?needs=meals', '/?region=5403&trade=loading&payMin=20000']) {
        const page = await open(address, false);
        await page.setViewportSize({ width, height: 740 });
        const cut = await page.evaluate(
          ([root, type]) => {
            document.documentElement.style.fontSize = root!;
            document.documentElement.dataset.type = type!;
            const words = document.querySelectorAll('.trade, .settle, .with, .marks, .places, .row > *');
            const edge = (word: Element) =>
              (word.closest('.ticket') ?? document.documentElement).getBoundingClientRect();
            const off = [...words].filter((word) => {
              const [box, around] = [word.getBoundingClientRect(), edge(word)];
              const above = word.closest('.ticket') ? box.bottom > around.bottom + 1 : false;
              return (
                box.width > 0 &&
                (box.right > around.right + 1 ||
                  above ||
                  (word.scrollWidth > word.clientWidth + 1 && word.matches('.trade, .settle')))
              );
            });
            return off.map((word) => word.textContent?.trim());
          },
          [size, letters],
        );
        expect(cut, address).toEqual([]);
        await context?.close();
      }
    },
  );

  test('marks of places are as many as the number beside them says', async () => {
    const page = await open('/', false);
    const wrong = await page.locator('.stub').evaluateAll((stubs) =>
      stubs.flatMap((stub) => {
        const free = stub.querySelectorAll('.marks i:not(.taken)').length;
        const said = stub.querySelector('.places b.figure')?.textContent;
        return stub.querySelector('.marks i') && said && Number(said) !== free ? [stub.textContent] : [];
      }),
    );
    expect(wrong).toEqual([]);
    expect(await page.locator('.marks i').count()).toBeGreaterThan(5);
  });

  test.each([
    ['。', '没有能搜的字'],
    ['%', '没有能搜的字'],
    ['🙂', '没有能搜的字'],
    ['没有这样的活儿', '没有找到'],
    ['999998', '没有 999-998 这个岗位号'],
    ['９９９ ９９８', '没有 999-998 这个岗位号'],
  ])('%s finds nothing, and the page says so', async (asked, said) => {
    const page = await open(`/?q=${encodeURIComponent(asked)}`, false);
    const text = await page.locator('main').textContent();
    expect(text).toContain(said);
    expect(await page.locator('article.ticket').count()).toBe(0);
  });

  test('the headline counts a gig that is published, and one that is withdrawn', async () => {
    const page = await open();
    await page.locator('.fresh.live').waitFor();
    const count = async () => Number(await page.locator('h1 b').first().textContent());
    const before = await count();
    const made = await publishGig(product.url);
    await expect.poll(count, { timeout: 20_000 }).toBe(before + 1);
    const { employer, id } = made;
    await fetch(`${product.url}/api/v1/gigs/${id}/withdraw`, {
      method: 'POST',
      headers: { cookie: employer.cookie },
    });
    await expect.poll(count, { timeout: 30_000 }).toBe(before);
  });

  test.each([true, false])(
    'a gig of several shifts opens them at the first tap and counts (script: %s)',
    async (script) => {
      const signedIn = await openAs(browser, product.url, 'worker-yangjin');
      const all = await (await signedIn.request.get('/api/v1/gigs?limit=50&open=1')).json();
      const gig = all.items.find(
        (item: { together: boolean; shifts: unknown[]; bookingMode: string; pay: { unit: string } }) =>
          !item.together && item.shifts.length > 1 && item.bookingMode === 'instant',
      );
      context = await browser.newContext({
        baseURL: product.url,
        viewport: { width: 360, height: 740 },
        locale: 'zh-CN',
        javaScriptEnabled: script,
        storageState: await signedIn.storageState(),
      });
      await signedIn.close();
      const page = await context.newPage();
      await page.goto(`/gigs/${gig.number}`);
      if (script) await page.locator('.fresh:not(.off)').waitFor();
      await page.locator('.act summary').click();
      expect(await page.locator('[role=alert]').count()).toBe(0);
      const boxes = page.locator('.act input[type=checkbox][name=shift]:not(:disabled)');
      expect(await boxes.count()).toBeGreaterThan(1);
      await page.locator('.act button').click();
      await page.getByText('还没勾班次').waitFor();
      expect(await page.locator('main').textContent()).not.toContain('没报上');
      await boxes.nth(0).check();
      if (script) {
        await boxes.nth(1).check();
        expect(await page.locator('.act .sum').textContent()).toContain('2 班');
      }
    },
  );
});

describe.skipIf(!chromiumPath)('an open page at the end of the day', () => {
  test('turns today at the server’s midnight, with a phone whose clock is wrong', {
    timeout: 300_000,
  }, async () => {
    const data = await dataFolder();
    const ahead = aheadToMidnight();
    const [product, browser] = await Promise.all([
      startProduct({
        dataDir: data.folder,
        env: { NODE_OPTIONS: `--import=${clock}`, CLOCK_AHEAD_MS: String(ahead) },
      }),
      launchBrowser(),
    ]);
    try {
      const context = await openAs(browser, product.url, null);
      const page = await context.newPage();
      await page.goto('/?day=&sort=start');
      await page.locator('.fresh.live').waitFor();
      const tomorrow = page
        .locator('article.ticket', { has: page.locator('.line', { hasText: '明天' }) })
        .first();
      const number = await tomorrow.getAttribute('data-number');
      const card = page.locator(`article[data-number="${number}"] .line`).first();
      const gigPage = await context.newPage();
      await gigPage.goto(`/gigs/${number}`);
      expect(await gigPage.locator('article.page').textContent()).toContain('明天');
      const day = async () => await page.locator('.row a', { hasText: '今天' }).getAttribute('href');
      const before = await day();
      // The server's time, not that of the browser.
      const shown = /(\d+):(\d\d)/.exec((await page.locator('.fresh').textContent())!)!;
      const server = new Date(Date.now() + ahead + 8 * 3_600_000);
      const minutes = server.getUTCHours() * 60 + server.getUTCMinutes();
      expect(Math.abs(Number(shown[1]) * 60 + Number(shown[2]) - minutes) % 1438).toBeLessThanOrEqual(1);

      await expect.poll(() => card.textContent(), { timeout: 150_000, interval: 1000 }).toContain('今天');
      expect(await card.textContent()).not.toContain('明天');
      expect(await day()).not.toBe(before);
      await gigPage.bringToFront();
      await expect
        .poll(() => gigPage.locator('article.page .line').first().textContent(), { timeout: 70_000 })
        .toContain('今天');

      // One that arrives after midnight: its words are of the new day too.
      await page.bringToFront();
      const at = (hour: number) =>
        new Date(
          Math.floor((Date.now() + ahead + 8 * 3_600_000) / 86_400_000) * 86_400_000 + (hour - 8) * 3_600_000,
        );
      const made = await publishGig(product.url, {
        shifts: [{ startsAt: at(9).toISOString(), endsAt: at(17).toISOString(), headcount: 3 }],
      });
      await page.getByRole('button', { name: /个新活/ }).click();
      const fresh = page.locator(`article[data-number="${made.number}"] .line`).first();
      expect(await fresh.textContent()).toContain('今天 9:00');
    } finally {
      await browser.close();
      await product.stop();
      await data.remove();
    }
  });
});
