import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeApiWords } from '../apps/api/test/made-up-languages.ts';
import { writePseudo } from '../apps/web/scripts/words/pseudo.ts';
import { chromiumPath, hasScript, launchBrowser, openAs } from './support/browser.ts';
import { dataFolder, type Product, startProduct } from './support/product.ts';

const KEY = 'worker-tashi';
const lang = (page: Page) => page.locator('html').getAttribute('lang');

describe.skipIf(!chromiumPath)('a language that goes with the account', () => {
  let data: Awaited<ReturnType<typeof dataFolder>>;
  let words: Awaited<ReturnType<typeof dataFolder>>;
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    [data, words] = await Promise.all([dataFolder(), dataFolder()]);
    for (const code of ['bo', 'en']) writePseudo(words.folder, code);
    writeApiWords(words.folder);
    product = await startProduct({ dataDir: data.folder, env: { WORDS_DIR: words.folder } });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await Promise.all([data?.remove(), words?.remove()]);
  });

  test('what is chosen at the foot holds on a new device, changes there too, and goes with the session', async () => {
    const phone = await openAs(browser, product.url, KEY);
    const first = await phone.newPage();
    const choose = async (code: string) => {
      await first.locator(`.site-foot button[value="${code}"]`).click();
      await first.waitForFunction((wanted) => document.documentElement.lang === wanted, code);
    };
    await first.goto('/me');
    expect(await lang(first)).toBe('zh-CN');
    await choose('bo');

    const tablet = await openAs(browser, product.url, KEY);
    const second = await tablet.newPage();
    await second.goto('/me');
    expect(await lang(second)).toBe('bo');
    await choose('en');
    await second.goto('/');
    expect(await lang(second)).toBe('en');
    // A choice of this browser's own holds against the account's.
    await second.locator('.site-foot button[value="zh-CN"]').click();
    await second.waitForFunction(() => document.documentElement.lang === 'zh-CN');
    await choose('bo');
    await second.goto('/me');
    expect(await lang(second)).toBe('zh-CN');

    const desk = await openAs(browser, product.url, KEY);
    const third = await desk.newPage();
    await third.goto('/me');
    expect(await lang(third)).toBe('bo');
    await desk.request.delete('/api/v1/session', { headers: { origin: product.url } });
    await third.goto('/');
    expect(await lang(third)).toBe('zh-CN');
    for (const context of [phone, tablet, desk]) await context.close();
  });

  test('an open page of an account whose language is another by now is loaded anew in that', async () => {
    const context = await openAs(browser, product.url, 'worker-yangjin');
    const page = await context.newPage();
    await page.goto('/');
    await hasScript(page);
    await page.evaluate(() =>
      fetch('/api/v1/me/person', {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ language: 'bo' }),
      }),
    );
    await page.locator('a[href="/me"]:visible').first().click();
    await page.waitForFunction(() => document.documentElement.lang === 'bo');
    expect(new URL(page.url()).pathname).toBe('/me');
    await context.close();
  });
});
