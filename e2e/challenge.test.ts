import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, PHONE } from './support/browser.ts';
import { startGateway } from './support/phone.ts';
import { dataFolder, type Product, startProduct } from './support/product.ts';

const WAIT_SECONDS = 8;
const CODES = `new_range=20,challenge_from=10,challenge_work=100,challenge_wait=${WAIT_SECONDS}`;

let numbers = 20_000_000 + Math.floor(Math.random() * 60_000_000);
const nextPhone = () => `138${++numbers}`;

describe.skipIf(!chromiumPath)('signing in where codes are short', () => {
  let data: Awaited<ReturnType<typeof dataFolder>>;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    data = await dataFolder();
    gateway = await startGateway();
    const env = { ...gateway.env, DEMO: '', STATION_PHONE: '0895-4820000', CODES };
    [product, browser] = await Promise.all([startProduct({ dataDir: data.folder, env }), launchBrowser()]);
    // The first tenth goes without.
    for (const phone of [nextPhone(), nextPhone()]) {
      const answer = await fetch(`${product.url}/api/v1/session/code`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ phone }),
      });
      expect(answer.status).toBe(200);
    }
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await gateway?.close();
    await data?.remove();
  });

  const onPage = async (javaScriptEnabled: boolean, act: (page: Page) => Promise<void>) => {
    const context = await browser.newContext({
      baseURL: product.url,
      viewport: PHONE,
      locale: 'zh-CN',
      javaScriptEnabled,
    });
    context.setDefaultTimeout(60_000);
    try {
      const page = await context.newPage();
      await page.goto('/sign-in?to=%2Finbox');
      await act(page);
    } finally {
      await context.close();
    }
  };
  const send = (page: Page) => page.getByRole('button', { name: '发验证码' }).click();
  const askFor = async (page: Page, phone: string) => {
    await page.getByLabel('手机号', { exact: true }).fill(phone);
    await page.getByRole('checkbox').check();
    await send(page);
  };
  const enter = async (page: Page, phone: string) => {
    await page.getByLabel('验证码', { exact: true }).fill(gateway.codesTo(phone)[0]!);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL(`${product.url}/inbox`);
  };

  test('with scripts the page does the sum by itself, and loads what does it only then', async () => {
    await onPage(true, async (page) => {
      const phone = nextPhone();
      const scripts = new Set<string>();
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script') scripts.add(response.url());
      });
      // Read again beside the browser, which forgets what it loaded when the page goes on.
      const sums = () =>
        Promise.all([...scripts].map(async (url) => (await (await fetch(url)).text()).includes('PBKDF2')));
      await page.reload();
      await page.waitForLoadState('networkidle');
      expect(scripts.size).toBeGreaterThan(0);
      expect(await sums()).not.toContain(true);
      await askFor(page, phone);
      await page.getByText(/已发到 138\*{4}\d{4}/).waitFor();
      await expect.poll(sums).toContain(true);
      expect(gateway.codesTo(phone)).toHaveLength(1);
      await enter(page, phone);
    });
  });

  test('without scripts it says from when on it is sent, and whom to call, and keeps what was typed', async () => {
    await onPage(false, async (page) => {
      const phone = nextPhone();
      await askFor(page, phone);
      const asked = performance.now();
      const said = page.getByText(
        /\d+:\d\d 以后再点“发验证码”，一样给你发。急的话打零工站电话 0895-4820000。/,
      );
      await said.waitFor();
      // Too early: the same again, and nothing sent.
      await send(page);
      await said.waitFor();
      expect(performance.now() - asked).toBeLessThan(WAIT_SECONDS * 1000);
      expect(gateway.codesTo(phone)).toEqual([]);
      expect(await page.getByLabel('手机号', { exact: true }).inputValue()).toBe(phone);
      expect(await page.getByRole('checkbox').isChecked()).toBe(true);

      await page.waitForTimeout(WAIT_SECONDS * 1000);
      await send(page);
      await page.getByText(/已发到 138\*{4}\d{4}/).waitFor();
      expect(gateway.codesTo(phone)).toHaveLength(1);
      await enter(page, phone);
    });
  });
});
