import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, launchBrowser, PHONE } from './support/browser.ts';
import { startGateway } from './support/phone.ts';
import { dataFolder, type Product, startProduct } from './support/product.ts';

const CODE = '验证码';
const MASKED = /138\*{4}\d{4}/;

let numbers = 20_000_000 + Math.floor(Math.random() * 60_000_000);
const nextPhone = () => `138${++numbers}`;

describe.skipIf(!chromiumPath)('signing in by a text message', () => {
  let data: Awaited<ReturnType<typeof dataFolder>>;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let product: Product;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    data = await dataFolder();
    gateway = await startGateway();
    [product, browser] = await Promise.all([
      startProduct({ dataDir: data.folder, env: { ...gateway.env, DEMO: '' } }),
      launchBrowser(),
    ]);
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await gateway?.close();
    await data?.remove();
  });

  const opened = async (script: boolean) => {
    const context = await browser.newContext({
      baseURL: product.url,
      viewport: PHONE,
      locale: 'zh-CN',
      javaScriptEnabled: script,
    });
    context.setDefaultTimeout(60_000);
    contexts.push(context);
    return context;
  };
  const askFor = async (page: Page, phone: string) => {
    await page.getByLabel('手机号', { exact: true }).fill(phone);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: '发验证码' }).click();
    await page.getByText(MASKED).waitFor();
  };
  const field = (page: Page) => page.getByLabel(CODE, { exact: true });
  /** The step is there, with the number masked and nothing of it in full. */
  const atCode = async (page: Page, phone: string) => {
    await field(page).waitFor();
    expect(await page.content()).toMatch(MASKED);
    expect(await page.content()).not.toContain(phone);
  };
  const enter = async (page: Page, code: string) => {
    await field(page).fill(code);
    await page.getByRole('button', { name: '登录', exact: true }).click();
  };

  test.each([
    ['with scripts', true],
    ['without scripts', false],
  ])(
    'the code step outlasts a reload, another tab and Back, and sends nothing more: %s',
    async (_, script) => {
      const context = await opened(script);
      const page = await context.newPage();
      const phone = nextPhone();
      await page.goto('/sign-in?to=%2Finbox');
      await askFor(page, phone);
      const [code] = gateway.codesTo(phone);
      await page.reload();
      await atCode(page, phone);
      await page.goto('/');
      await page.goBack();
      await atCode(page, phone);
      await page.goto('/sign-in?to=%2Finbox');
      await atCode(page, phone);
      const thrownAway = page;
      const again = await context.newPage();
      await thrownAway.close();
      await again.goto('/sign-in?to=%2Finbox');
      await atCode(again, phone);
      expect(await again.content()).toMatch(/\d+ 秒后可以再发一次/);

      // A wrong one is told once; loading the page anew counts nothing.
      await enter(again, code === '000000' ? '111111' : '000000');
      await again.getByText('验证码不对').waitFor();
      for (let i = 0; i < 6; i++) await again.reload();
      await atCode(again, phone);
      expect(await again.getByText('验证码不对').count()).toBe(0);

      const wide = [...code!].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('');
      await enter(again, wide);
      await again.waitForURL(`${product.url}/inbox`);
      expect(gateway.codesTo(phone)).toEqual([code]);
    },
  );

  test.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('the whole message can be pasted: %s', async (_, script) => {
    const page = await (await opened(script)).newPage();
    const phone = nextPhone();
    await page.goto('/sign-in?to=%2Finbox');
    await askFor(page, phone);
    const [code] = gateway.codesTo(phone);
    await field(page).focus();
    await page.keyboard.insertText(`【零工集市】验证码 ${code}，5 分钟内有效，只能用一次。别告诉任何人。`);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL(`${product.url}/inbox`);
  });

  test('sent again too early, and asked for again from the first step, it stays what it was', async () => {
    const context = await opened(false);
    const page = await context.newPage();
    const phone = nextPhone();
    await page.goto('/sign-in');
    await askFor(page, phone);
    await page.getByRole('button', { name: '再发一次' }).click();
    await page.getByText('没有再发').waitFor();
    await atCode(page, phone);
    expect(await page.content()).toMatch(/\d+ 秒后可以再发一次/);

    await page.getByRole('button', { name: '换个手机号' }).click();
    await askFor(page, ` ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`);
    await page.getByText('没有再发').waitFor();
    await atCode(page, phone);
    const codes = gateway.codesTo(phone);
    expect(codes).toHaveLength(1);
    await enter(page, codes[0]!);
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    await page.goto('/sign-in');
    expect(new URL(page.url()).pathname).toBe('/');
  });

  test('with scripts the seconds count down, and the button waits for them', async () => {
    const page = await (await opened(true)).newPage();
    const phone = nextPhone();
    await page.goto('/sign-in');
    await askFor(page, phone);
    const again = page.getByRole('button', { name: '再发一次' });
    await expect.poll(() => again.isDisabled()).toBe(true);
    const seconds = async () => Number(/(\d+) 秒后/.exec((await page.textContent('main')) ?? '')?.[1]);
    const before = await seconds();
    await expect.poll(seconds).toBeLessThan(before);
  });
});
