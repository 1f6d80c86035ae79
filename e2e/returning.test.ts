import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, PHONE } from './support/browser.ts';
import { startGateway } from './support/phone.ts';
import { dataFolder, type Product, startProduct } from './support/product.ts';

const clock = pathToFileURL(path.resolve(import.meta.dirname, 'support/shifted-clock.mjs')).href;
const LATER_MS = 100 * 86_400_000;

describe.skipIf(!chromiumPath)('a number that nobody signed in with for long', () => {
  let data: Awaited<ReturnType<typeof dataFolder>>;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let product: Product;
  let browser: Browser;
  const phones = ['13900000001', '13900000002'] as const;

  const start = (aheadMs: number) =>
    startProduct({
      dataDir: data.folder,
      env: {
        ...gateway.env,
        DEMO: '',
        NODE_OPTIONS: `--import=${clock}`,
        CLOCK_AHEAD_MS: String(aheadMs),
      },
    });
  async function withCode(page: Page, phone: string): Promise<void> {
    await page.goto(`${product.url}/sign-in?to=%2Fme`);
    await page.getByLabel('手机号', { exact: true }).fill(phone);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: '发验证码' }).click();
    const code = page.getByLabel('验证码', { exact: true });
    await code.fill(await gateway.codesTo(phone).at(-1)!);
    await page.getByRole('button', { name: '登录', exact: true }).click();
  }
  const newPage = (script: boolean) => browser.newPage({ viewport: PHONE, javaScriptEnabled: script });

  beforeAll(async () => {
    [data, gateway, browser] = await Promise.all([dataFolder(), startGateway(), launchBrowser()]);
    product = await start(0);
    for (const phone of phones) {
      const page = await newPage(true);
      await withCode(page, phone);
      await page.waitForURL('**/me');
      const status = await page.evaluate(async () => {
        const body = JSON.stringify({ name: '次仁' });
        const headers = { 'content-type': 'application/json' };
        return (await fetch('/api/v1/me/person', { method: 'PATCH', headers, body })).status;
      });
      expect(status).toBe(200);
      await page.context().clearCookies();
      await page.close();
    }
    await product.stop();
    product = await start(LATER_MS);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await gateway?.close();
    await data?.remove();
  });

  test('asks whose it is, and lets in who knows the name', async () => {
    const page = await newPage(true);
    await withCode(page, phones[0]);
    const name = page.getByLabel('原来登记的名字');
    await name.waitFor();
    expect(await page.content()).not.toContain('次仁');
    await page.reload();
    await name.fill('扎西');
    await page.getByRole('button', { name: '是我，进去' }).click();
    await page.getByText('名字对不上').or(page.getByText('对不上')).first().waitFor();
    await name.fill('次仁');
    await page.getByRole('button', { name: '是我，进去' }).click();
    await page.waitForURL('**/me');
    expect(await page.content()).toContain('次仁');
    await page.close();
  });

  test('lets somebody else begin anew, who sees nothing of before; without a script too', async () => {
    const page = await newPage(false);
    await withCode(page, phones[1]);
    await page.getByRole('button', { name: '从头开始用' }).click();
    await page.waitForURL('**/me');
    expect(await page.content()).not.toContain('次仁');
    await page.close();
  });
});
