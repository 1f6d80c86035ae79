import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pixelOf, TILE } from '../apps/web/src/lib/features/map/view.ts';
import { chromiumPath, launchBrowser, openAs } from './support/browser.ts';
import { mainPages } from './support/pages.ts';
import { demoFolder, type Product, startProduct } from './support/product.ts';
import { startTiles } from './support/tiles.ts';

/** The address of the tile that holds a point. */
function tileOf(lng: number, lat: number, zoom: number): string {
  const { x, y } = pixelOf([lng, lat], zoom);
  return `/${zoom}/${Math.floor(x / TILE)}/${Math.floor(y / TILE)}.svg`;
}

/** Texts that the bar at the thumb lies over once the page is scrolled to its end. */
const covered = (page: Page) =>
  page.evaluate(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
    const bars = [...document.querySelectorAll('.at-thumb')].filter((bar) => bar.clientHeight > 0);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const around = node.parentElement;
      if (!node.textContent?.trim() || !around || around.closest('.at-thumb, .visually-hidden')) continue;
      if (!around.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.height > 0 && bars.some((bar) => box.bottom > bar.getBoundingClientRect().top + 1))
        if (bars.some((bar) => box.top < bar.getBoundingClientRect().bottom - 1))
          found.push(node.textContent.trim());
    }
    // Where it sticks at all, it lies on the screen's edges, with nothing below it, at the page's end as at its head.
    const offEdge = () =>
      bars
        .filter((bar) => getComputedStyle(bar).position !== 'static')
        .flatMap((bar) => {
          const { left, right, bottom } = bar.getBoundingClientRect();
          const { clientWidth } = document.documentElement;
          // An edge between two pixels is painted at the lower one.
          return [Math.round(left), clientWidth - Math.round(right), window.innerHeight - Math.round(bottom)];
        });
    const atEnd = offEdge();
    window.scrollTo(0, 0);
    const floating = [...atEnd, ...offEdge()].filter((gap) => gap !== 0);
    return { bars: bars.length, found, floating };
  });

describe.skipIf(!chromiumPath)('posting, and what lies at the thumb', () => {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let product: Product;
  let tiles: Awaited<ReturnType<typeof startTiles>>;
  let browser: Browser;
  beforeAll(async () => {
    data = await demoFolder();
    tiles = await startTiles();
    const env = { MAP_PROVIDER: 'own', MAP_TILES: `${tiles.url}/{z}/{x}/{y}.svg` };
    [product, browser] = await Promise.all([startProduct({ dataDir: data.folder, env }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await data?.remove();
    tiles?.close();
  });

  const LOOKS = {
    plain: { viewport: { width: 360, height: 640 }, root: '', type: 'normal' },
    'text at 200 %': { viewport: { width: 360, height: 640 }, root: '200%', type: 'normal' },
    'large letters': { viewport: { width: 360, height: 640 }, root: '', type: 'large' },
    'large letters at 200 %': { viewport: { width: 360, height: 640 }, root: '200%', type: 'large' },
    'zoomed to 200 %': { viewport: { width: 180, height: 320 }, root: '', type: 'normal' },
  };
  test.each(Object.entries(LOOKS))(
    'the bars of a phone cover no text at a page’s end: %s',
    async (_, { viewport, root, type }) => {
      const wanted = ['feed', 'gig', 'my-work', 'inbox', 'me', 'posting'];
      for (const { name, as, open } of await mainPages(product.url)) {
        if (!wanted.includes(name)) continue;
        const context = await openAs(browser, product.url, as, viewport);
        const page = await context.newPage();
        await open(page);
        for (const step of name === 'posting' ? ['work', 'time', 'place', 'pay', 'people', 'send'] : ['']) {
          if (step) await page.goto(`${page.url().split('#')[0]}#${step}`);
          await page.evaluate(
            ([size, letters]) => {
              document.documentElement.style.fontSize = size!;
              document.documentElement.dataset.type = letters!;
            },
            [root, type],
          );
          await page.waitForTimeout(300);
          expect({ page: name, step, ...(await covered(page)) }).toEqual({
            page: name,
            step,
            bars: 1,
            found: [],
            floating: [],
          });
        }
        await context.close();
      }
    },
  );

  const draftAs = async (javaScriptEnabled: boolean) => {
    const signedIn = await openAs(browser, product.url, 'employer-ruyi');
    const context = await browser.newContext({
      baseURL: product.url,
      viewport: { width: 360, height: 740 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      javaScriptEnabled,
      storageState: await signedIn.storageState(),
    });
    await signedIn.close();
    const page = await context.newPage();
    await page.goto('/employer/gigs/new');
    await page.getByRole('button', { name: '新写一个' }).click();
    await page.waitForURL(/\/edit/);
    return { page, path: new URL(page.url()).pathname, context };
  };
  const LONG = '搬'.repeat(3000);

  test('3,000 characters and a number out of range are said and kept, with a script', async () => {
    const { page, path, context } = await draftAs(true);
    await page.goto(`${path}#work`);
    await page.locator('[name=description]').fill(LONG);
    await page.locator('[name=title]').fill('卸水泥');
    await expect.poll(() => page.locator('#work').textContent()).toContain('多了 1,000 字，删到 2,000 字');
    await page.goto(`${path}#time`);
    await page.locator('[name="shifts.0.headcount"]').fill('５０００');
    await expect.poll(() => page.locator('#time').textContent()).toContain('写 1 到 999 人之间的整数');
    await expect.poll(() => page.locator('.save:visible').textContent()).toContain('2 处没存上，要改');
    await page.reload();
    await page.getByRole('button', { name: '用它' }).click();
    await page.goto(`${path}#work`);
    expect(await page.locator('[name=description]').inputValue()).toBe(LONG);
    expect(await page.locator('[name=title]').inputValue()).toBe('卸水泥');
    await context.close();
  });

  test('3,000 characters and a number out of range are said and kept, without a script', async () => {
    const { page, context } = await draftAs(false);
    await page.locator('[name=description]').fill(LONG);
    await page.locator('[name="pay.amountFen"]').fill('-5');
    await page.locator('[name=title]').fill('卸水泥');
    for (const button of ['先存着，以后再发', '发出去']) {
      await page.getByRole('button', { name: button }).last().click();
      const text = await page.locator('main').textContent();
      expect(text).toContain('多了 1,000 字，删到 2,000 字');
      expect(text).toContain('写 0 到 10,000,000 元之间的数');
      expect(await page.locator('[name=description]').inputValue()).toBe(LONG);
      expect(await page.locator('[name="pay.amountFen"]').inputValue()).toBe('-5');
      expect(await page.locator('[name=title]').inputValue()).toBe('卸水泥');
    }
    await context.close();
  });

  test('a workplace is pinned by the position, by hand and by keys; its tiles come only when asked for', async () => {
    const { page, path, context } = await draftAs(true);
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ longitude: 97.178, latitude: 31.137 });
    const point = async () => {
      const typed = await page.locator('[name="workplace.point"]').inputValue();
      return typed.split(', ').map(Number) as [number, number];
    };
    await page.goto(`${path}#place`);
    await page.getByRole('button', { name: '用我现在的位置' }).click();
    await expect.poll(point).toEqual([97.178, 31.137]);
    expect(tiles.asked()).toEqual([]);
    await page.getByRole('button', { name: '在地图上点出来' }).click();
    const map = page.getByRole('application');
    await expect.poll(() => map.locator('img').count()).toBeGreaterThan(1);
    await expect.poll(() => tiles.asked()).toContain(tileOf(97.178, 31.137, 16));

    await map.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowUp');
    const [east, north] = await point();
    expect(east).toBeGreaterThan(97.178);
    expect(north).toBeGreaterThan(31.137);
    await page.keyboard.press('-');
    await expect.poll(() => tiles.asked()).toContain(tileOf(east, north, 15));

    const box = (await map.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 100, y - 60, { steps: 4 });
    await page.mouse.up();
    const [west, south] = await point();
    expect(west).toBeLessThan(east);
    expect(south).toBeLessThan(north);
    await expect.poll(() => page.locator('.save:visible').textContent()).toContain('已保存');
    await page.reload();
    expect(await point()).toEqual([west, south]);
    await context.close();
  });

  test('a draft opens where one was, keeps what was typed without a link, and is deleted after a question', async () => {
    const { page, path, context } = await draftAs(true);
    await page.goto(`${path}#work`);
    await page.locator('[name=title]').fill('装青贮饲料');
    await expect.poll(() => page.locator('.save:visible').textContent()).toContain('已保存');
    await page.getByRole('link', { name: '下一步' }).locator('visible=true').click();
    await page.getByRole('heading', { name: '什么时候干，要几个人？' }).waitFor();
    await page.goto('/employer');
    await page.getByRole('link', { name: '装青贮饲料' }).click();
    await page.getByRole('heading', { name: '什么时候干，要几个人？' }).waitFor();

    await context.setOffline(true);
    await page.locator('[name="shifts.0.headcount"]').fill('7');
    await expect.poll(() => page.locator('.save:visible').textContent()).toMatch(/没存上|还没保存/);
    await context.setOffline(false);
    await page.reload();
    await page.getByRole('button', { name: '用它' }).click();
    await expect.poll(() => page.locator('[name="shifts.0.headcount"]').inputValue()).toBe('7');
    await expect.poll(() => page.locator('.save:visible').textContent()).toContain('已保存');

    await page.goto('/employer');
    const row = page.locator('li.row', { hasText: '装青贮饲料' });
    await row.getByText('删掉', { exact: true }).first().click();
    await row.getByText('删掉就找不回来了').waitFor();
    await row.getByRole('button', { name: '删掉' }).click();
    await expect.poll(() => page.locator('li.row', { hasText: '装青贮饲料' }).count()).toBe(0);
    await page.goto(path);
    expect(await page.locator('main').textContent()).not.toContain('装青贮饲料');
    await context.close();
  });

  test.each([true, false])(
    'a copy is at the hours of what it was copied from, with scripts: %s',
    async (script) => {
      const { page, path, context } = await draftAs(script);
      await page.goto(`${path}#time`);
      await page.locator('[name="shifts.0.from"]').fill('06:30');
      await page.locator('[name="shifts.0.to"]').fill('14:00');
      if (script) await expect.poll(() => page.locator('.save:visible').textContent()).toContain('已保存');
      else await page.getByRole('button', { name: '先存着，以后再发' }).first().click();
      await page.goto(path.replace('/edit', ''));
      await page.getByRole('button', { name: '照这个再发一条' }).click();
      await page.waitForURL(/\/edit/);
      await page.goto(`${page.url()}#time`);
      const shift = ['day', 'from', 'to'].map((part) =>
        page.locator(`[name="shifts.0.${part}"]`).inputValue(),
      );
      expect(await Promise.all(shift)).toEqual(['', '06:30', '14:00']);
      if (script) expect(await page.locator('.save:visible').textContent()).toBe('还差 1 个班的日期');
      await context.close();
    },
  );

  test('from nobody to a first draft without a script', async () => {
    const signedIn = await openAs(browser, product.url, 'worker-yangjin');
    const context = await browser.newContext({
      baseURL: product.url,
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: false,
    });
    const page = await context.newPage();
    await page.goto('/employer/register');
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toMatch(
      /^\/sign-in\?.*employer(%2F|\/)register/,
    );
    await context.addCookies((await signedIn.storageState()).cookies);
    await page.goto('/employer/register');
    await page.locator('[name=name]').fill('央金'.repeat(40));
    await page.locator('[name="region.county"]').selectOption({ index: 1 });
    await page.getByRole('button', { name: '登记' }).click();
    expect(await page.locator('main').textContent()).toContain('多了 20 字，删到 60 字');
    expect(await page.locator('[name=name]').inputValue()).toBe('央金'.repeat(40));
    await page.locator('[name=name]').fill('央金拉姆');
    await page.getByRole('button', { name: '登记' }).click();
    await page.getByRole('button', { name: '新写一个' }).click();
    expect(new URL(page.url()).pathname).toMatch(/^\/employer\/gigs\/[0-9a-f]{24}\/edit$/);
    await context.close();
    await signedIn.close();
  });
});
