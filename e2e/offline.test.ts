import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoSession } from './support/api.ts';
import { book } from './support/book.ts';
import { ARGS, chromiumPath, hasScript, PHONE } from './support/browser.ts';
import { demoFolder, type Product, startProduct } from './support/product.ts';
import { publishGig } from './support/publish.ts';
import { slowLink } from './support/slow-link.ts';

/** A browser whose memory lasts beyond its end, as a phone's does. */
const openPhone = (memory: string) =>
  chromium.launchPersistentContext(memory, {
    executablePath: chromiumPath,
    args: ARGS,
    viewport: PHONE,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });

async function signIn(phone: BrowserContext, url: string, key: string): Promise<void> {
  const answer = await phone.request.post(`${url}/api/v1/demo/session`, { data: { key } });
  expect(answer.ok()).toBe(true);
}

const kept = (page: Page) =>
  page.evaluate(async () => !!(await caches.match('/my', { cacheName: 'lg-own-work' })));

/** Opens 我的活 and waits until the browser has it. */
async function keepMyWork(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/my`);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => kept(page)).toBe(true);
}

// biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count
const text = (page: Page) => page.locator('main').innerText();

describe.skipIf(!chromiumPath)('without a connection', () => {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let memory: string;
  let product: Product;
  let phone: BrowserContext;

  beforeEach(async () => {
    data = await demoFolder();
    memory = await mkdtemp(path.join(os.tmpdir(), 'linggong-phone-'));
    [product, phone] = await Promise.all([startProduct({ dataDir: data.folder }), openPhone(memory)]);
  });
  afterEach(async () => {
    await phone?.close();
    await product?.stop();
    await data?.remove();
    await rm(memory, { recursive: true, force: true });
  });

  test('my work opens after a restart of the browser, says of when it is, and is fresh by itself', async () => {
    await signIn(phone, product.url, 'worker-tashi');
    let page = await phone.newPage();
    await page.goto(`${product.url}/my`);
    await page.getByRole('button', { name: '看对方电话' }).first().click();
    await page
      .getByText(/1\d\d \d{4} \d{4}/)
      .first()
      .waitFor();
    await keepMyWork(page, product.url);
    // The page that was asked for last is the one that is kept.
    await page.waitForLoadState('networkidle');
    const online = await text(page);
    const [phoneNumber] = /1\d\d \d{4} \d{4}/.exec(online)!;
    const [gigNumber] = /\d{3}-\d{3}/.exec(online)!;
    expect(online).not.toContain('没连上网');
    await phone.close();
    await product.kill();

    phone = await openPhone(memory);
    page = await phone.newPage();
    await page.goto(`${product.url}/my`);
    const offline = await text(page);
    for (const part of [phoneNumber, gigNumber, '没连上网', '如意村村委会门口集合'])
      expect(offline).toContain(part);
    expect(offline).toMatch(/截至 \d+月\d+日 \d+:\d\d/);
    // What it was kept on may be yesterday.
    expect(offline.replaceAll('今天干今天结', '')).not.toMatch(/今天|明天|后天|实时/);

    // Another page says so itself, with its ways on, and comes back by itself.
    await page.goto(`${product.url}/?open=1`);
    expect(await text(page)).toContain('手机没连上网');
    for (const name of ['找活', '我的活', '消息', '我'])
      expect(await page.getByRole('link', { name, exact: true }).count()).toBe(1);
    const back = await startProduct({ dataDir: data.folder, port: Number(new URL(product.url).port) });
    product = back;
    await page.getByText('个活').first().waitFor();
    expect(new URL(page.url()).search).toBe('?open=1');
  });

  test('on a slow link the kept page is there first, and the fresh one as soon as it comes', async () => {
    const link = await slowLink(product.url, '/my');
    await signIn(phone, link.url, 'worker-tashi');
    const page = await phone.newPage();
    await keepMyWork(page, link.url);
    link.hold();
    await page.goto(`${link.url}/my`, { waitUntil: 'commit' });
    await page.getByText('新的还在路上').waitFor();
    expect(await text(page)).toMatch(/截至 \d+月\d+日 \d+:\d\d/);
    link.release();
    await expect.poll(() => page.getByText('新的还在路上').isVisible()).toBe(false);
    expect(await text(page)).toContain('下一个活');
    await link.close();
  });

  test('what is kept ends with the session', async () => {
    await signIn(phone, product.url, 'worker-tashi');
    const page = await phone.newPage();
    await keepMyWork(page, product.url);

    // Another person's session in the same browser: with the first page that is theirs.
    await signIn(phone, product.url, 'worker-yangjin');
    await page.goto(`${product.url}/`);
    await expect.poll(() => kept(page)).toBe(false);

    await keepMyWork(page, product.url);
    await page.goto(`${product.url}/me`);
    await page.getByRole('button', { name: '退出' }).click();
    await expect.poll(() => page.url()).toBe(`${product.url}/`);
    await page.waitForLoadState();
    expect(await kept(page)).toBe(false);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await product.kill();
    await page.goto(`${product.url}/my`);
    expect(await text(page)).toContain('手机没连上网');
    expect(await page.getByText('扎西').count()).toBe(0);
  });

  test('closing the account takes cookie and kept work along at once; a wrong number takes nothing', async () => {
    await signIn(phone, product.url, 'worker-yangjin');
    const page = await phone.newPage();
    await keepMyWork(page, product.url);
    const cookies = async () => (await phone.cookies()).map(({ name }) => name);
    const close = async (number: string) => {
      await page.goto(`${product.url}/me/close`);
      await page.getByRole('textbox').fill(number);
      await page.getByRole('button', { name: '注销账号' }).click();
    };
    await close('19900000009');
    await page.getByText('账号没有注销').waitFor();
    expect(await cookies()).toContain('linggong_session');
    await expect.poll(() => kept(page)).toBe(true);

    await close('19900000002');
    await page.waitForURL(`${product.url}/me/closed`);
    for (const name of ['linggong_session', 'lg_who']) expect(await cookies()).not.toContain(name);
    expect(await kept(page)).toBe(false);
    await page.goto(`${product.url}/my`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  test('a page that gets no answer when it is asked for again stays, and is fresh when it gets one', async () => {
    const link = await slowLink(product.url, /\/__data\.json/);
    await signIn(phone, link.url, 'worker-yangjin');
    const gig = await publishGig(product.url);
    const page = await phone.newPage();
    link.hold();
    // A gig's page is asked for again as soon as its live connection stands.
    const again = page.waitForRequest(/__data\.json/);
    await page.goto(`${link.url}/gigs/${gig.number}`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await again;
    await page.evaluate(() => Object.assign(window, { stays: true }));
    const port = Number(new URL(product.url).port);
    await product.kill();
    const unanswered = page.waitForEvent('requestfailed', (request) => /__data\.json/.test(request.url()));
    link.release();
    await unanswered;
    const answered = page.waitForResponse((answer) => /__data\.json/.test(answer.url()) && answer.ok());
    product = await startProduct({ dataDir: data.folder, port });
    await answered;
    expect(await page.getByRole('button', { name: /^我要去/ }).count()).toBe(1);
    expect(await page.evaluate(() => 'stays' in window)).toBe(true);
    await link.close();
  });

  test('a page whose script did not come can be read, and its form is not lost', async () => {
    const link = await slowLink(product.url, /\/_app\/immutable\/nodes\//);
    await signIn(phone, link.url, 'worker-yangjin');
    const page = await phone.newPage();
    await keepMyWork(page, link.url);
    const gig = await publishGig(product.url);
    link.hold();
    await page.goto(`${link.url}/gigs/${gig.number}`);
    await link.close();
    // A while: it must not lead away.
    await page.waitForTimeout(1500);
    expect(await text(page)).not.toContain('手机没连上网');
    await page.getByRole('button', { name: /^我要去/ }).click();
    await page.getByRole('button', { name: '再发一次' }).waitFor();
    expect(await text(page)).toMatch(/没发出去|没收到回音/);
  });

  test.each([
    ['without a script', false],
    ['with the page’s own script', true],
  ])('a form that did not get through says so, keeps its key, and is one act %s', async (_, script) => {
    await signIn(phone, product.url, 'worker-yangjin');
    const page = await phone.newPage();
    await keepMyWork(page, product.url);
    const gig = await publishGig(product.url);
    await page.goto(`${product.url}/gigs/${gig.number}`);
    await hasScript(page);
    const key = () => page.locator('input[name=key]').inputValue();
    const before = await key();
    const port = Number(new URL(product.url).port);
    await product.kill();
    if (script) {
      await page.getByRole('button', { name: /^我要去/ }).click();
      await page.getByText('没收到回音').waitFor();
      expect(await text(page)).not.toContain('未发出');
    } else {
      // As the browser sends a form that no script takes care of.
      await page.evaluate(() => document.querySelector<HTMLFormElement>('#take')!.submit());
      await page.getByRole('button', { name: '再发一次' }).waitFor();
      expect(await text(page)).toMatch(/没发出去|没收到回音/);
    }
    expect(await text(page)).not.toContain('定下了');
    expect(await key()).toBe(before);

    product = await startProduct({ dataDir: data.folder, port });
    await page.getByRole('button', { name: script ? /^我要去/ : '再发一次' }).click();
    await page.waitForURL(/\/my\/[0-9a-f]{24}/);
    expect(await text(page)).toContain('定下了');
    // The stub is kept too, though 我的活 itself was not looked at since.
    const spoken = gig.number.replace(/^.{3}/, '$&-');
    const renewed = async (number: string) =>
      (await (await caches.match('/my', { cacheName: 'lg-own-work' }))?.text())?.includes(number);
    await expect.poll(() => page.evaluate(renewed, spoken)).toBe(true);
    await product.kill();
    await page.goto(`${product.url}/my`);
    expect(await text(page)).toContain(spoken);
  });

  test('a gig that was taken though its form got no answer: the page looks it up, and says so by itself', async () => {
    await signIn(phone, product.url, 'worker-yangjin');
    const page = await phone.newPage();
    await keepMyWork(page, product.url);
    const gig = await publishGig(product.url);
    await page.goto(`${product.url}/gigs/${gig.number}`);
    const port = Number(new URL(product.url).port);
    await product.kill();
    await page.evaluate(() => document.querySelector<HTMLFormElement>('#take')!.submit());
    await page.getByRole('button', { name: '再发一次' }).waitFor();
    expect(await text(page)).toContain('不知道发出没有');
    expect(await text(page)).not.toMatch(/未发出|没发出去/);
    product = await startProduct({ dataDir: data.folder, port });
    await book(product.url, await demoSession(product.url, 'worker-yangjin'), gig);
    await page.getByText('已确认，名额是你的了').waitFor();
    expect(await page.getByRole('button', { name: '再发一次' }).count()).toBe(0);
  });
});
