import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, openAs, PHONE } from './support/browser.ts';
import { startGateway } from './support/phone.ts';
import { demoFolder, type Product, startProduct } from './support/product.ts';

let numbers = 20_000_000 + Math.floor(Math.random() * 60_000_000);
const nextPhone = () => `137${++numbers}`;
const masked = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`;
const spaced = (phone: string) => `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`;

describe.skipIf(!chromiumPath)('changing numbers', () => {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    data = await demoFolder();
    gateway = await startGateway();
    const env = { ...gateway.env, STATION_PHONE: '0895-4820000' };
    [product, browser] = await Promise.all([startProduct({ dataDir: data.folder, env }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await gateway?.close();
    await data?.remove();
  });

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const newNumber = (page: Page) => page.getByLabel('新手机号', { exact: true });
  const typeCode = async (page: Page, code: string, go: string) => {
    await page.getByLabel('验证码', { exact: true }).fill(code);
    await button(page, go).click();
  };
  const signedIn = async (script: boolean, key: string) =>
    (await openAs(browser, product.url, key, PHONE, { javaScriptEnabled: script })).newPage();

  // Before the accounts of the demo's people have other numbers.
  test('that people call for an employer, by a code to it', async () => {
    const page = await signedIn(false, 'employer-ruyi');
    const shop = nextPhone();
    await page.goto('/employer');
    await page.getByRole('link', { name: '换联系电话' }).first().click();
    await newNumber(page).fill(shop);
    await button(page, '下一步').click();
    await page.getByText(`已发到 ${masked(shop)}`).waitFor();
    await typeCode(page, gateway.codesTo(shop)[0]!, '换成这个号');
    await page.getByText(`换好了，现在是 ${spaced(shop)}`).waitFor();
    await page.goto('/employer');
    await page.getByText(`联系电话 ${spaced(shop)}`).waitFor();
    await page.context().close();
  });

  test.each([
    ['with scripts', true, 'employer-ruyi'],
    ['without scripts', false, 'employer-tea'],
  ])('of one’s account, by a code to the old and one to the new: %s', async (_, script, key) => {
    const page = await signedIn(script, key);
    const next = nextPhone();
    await page.goto('/me');
    await page.getByRole('link', { name: '换手机号' }).click();
    await page.waitForURL('**/me/phone');
    const old = /1\d{2}\*{4}(\d{4})/.exec((await page.textContent('main'))!)!;
    expect(await page.content()).toContain(
      '带上身份证到零工站，当面核对以后给你换。零工站电话 0895-4820000。',
    );
    await button(page, '给现在的号发验证码').click();
    await page.getByText(`已发到 ${old[0]}`).waitFor();
    await page.reload();
    await button(page, '给现在的号发验证码').click();
    await page.getByText('刚发过一条').waitFor();
    expect(gateway.codesTo(old[1]!)).toHaveLength(1);
    await typeCode(page, gateway.codesTo(old[1]!)[0]!, '确认是我');
    await page.getByText('确认好了').waitFor();

    await newNumber(page).fill('12345');
    await button(page, '发验证码').click();
    await page.getByText('请填 11 位手机号').waitFor();
    await newNumber(page).fill(next);
    await button(page, '发验证码').click();
    await page.getByText(`已发到 ${masked(next)}`).waitFor();
    const [code] = gateway.codesTo(next);
    await typeCode(page, code === '000000' ? '000001' : '000000', '换成这个号');
    await page.getByText('验证码不对').waitFor();
    await typeCode(page, code!, '换成这个号');
    await page.getByText(`换好了，以后用 ${masked(next)} 登录`).waitFor();
    expect(gateway.codesTo(next)).toEqual([code]);
    await page.context().close();
  });
});
