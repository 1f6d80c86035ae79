import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, DESK, launchBrowser, openAs, PHONE } from './support/browser.ts';
import { demoFolder, type Product, startProduct } from './support/product.ts';

/** A name that nobody else has, as the list of demo people names them all. */
const NAME = '扎西独有';
/** What is the first person's alone. */
const OWN = /扎西独有|199\*{4}0001/;

/** Notes each moment in which a page shows what is its first owner's. */
function watchFor(pattern: string): void {
  const own = new RegExp(pattern);
  const look = () => {
    const shown = getComputedStyle(document.documentElement).visibility === 'visible';
    if (shown && own.test(document.body?.textContent ?? ''))
      sessionStorage.setItem('seen', `${sessionStorage.getItem('seen') ?? ''} ${location.pathname}`);
    requestAnimationFrame(look);
  };
  addEventListener('pageshow', look);
}
const seen = (page: Page) => page.evaluate(() => sessionStorage.getItem('seen') ?? '');
const forget = (page: Page) => page.evaluate(() => sessionStorage.removeItem('seen'));

describe.skipIf(!chromiumPath)('a session’s pages', () => {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let product: Product;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const opened = async (key: string | null, options: { script?: boolean } = {}) => {
    const signedIn = await openAs(browser, product.url, key, DESK);
    if (key === 'worker-tashi') await signedIn.request.patch('/api/v1/me/person', { data: { name: NAME } });
    const context =
      options.script === false
        ? await browser.newContext({
            baseURL: product.url,
            viewport: PHONE,
            locale: 'zh-CN',
            javaScriptEnabled: false,
            storageState: await signedIn.storageState(),
          })
        : signedIn;
    contexts.push(signedIn, context);
    if (options.script !== false) await context.addInitScript(watchFor, OWN.source);
    return context;
  };
  beforeAll(async () => {
    data = await demoFolder();
    [product, browser] = await Promise.all([startProduct({ dataDir: data.folder }), launchBrowser()]);
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await data?.remove();
  });

  const signInAs = async (page: Page, name: string) => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name }).click();
    await page.waitForURL((url) => url.pathname !== '/sign-in');
  };
  const signOut = async (page: Page) => {
    await page.goto('/me');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL(`${product.url}/`);
  };
  /** Back, to whatever is there, and on from there where it leads on. */
  async function back(page: Page) {
    await page.goBack().catch(() => null);
    await expect
      .poll(async () => {
        await page.waitForLoadState();
        return page.content().catch(() => OWN.source);
      })
      .not.toMatch(OWN);
  }

  test.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('after the sign-out Back shows nothing of the first person, %s', async (_name, script) => {
    const context = await opened('worker-tashi', { script });
    const page = await context.newPage();
    for (const path of ['/my', '/inbox', '/me']) {
      await page.goto(path);
      if (path === '/me') expect(await page.content()).toMatch(OWN);
    }
    await signOut(page);
    if (script) await forget(page);
    for (let i = 0; i < 3; i++) await back(page);
    await signInAs(page, '央金');
    for (let i = 0; i < 4; i++) await back(page);
    await page.goto('/');
    if (script) expect(await seen(page)).toBe('');
  });

  test('a page that was kept for Back is hidden until it knows whose it is, and asks anew where it is another’s', async () => {
    const context = await opened('worker-tashi');
    const page = await context.newPage();
    await page.goto('/my');
    // The browsers that drive tests keep no page: the page is told what one that was kept is told.
    const told = (type: string) =>
      page.evaluate((name) => {
        dispatchEvent(new PageTransitionEvent(name, { persisted: true }));
        return document.documentElement.style.visibility;
      }, type);
    expect(await told('pagehide')).toBe('hidden');
    expect(await told('pageshow')).toBe('');
    await told('pagehide');
    await context.request.post('/api/v1/demo/session', { data: { key: 'worker-yangjin' } });
    const cookies = await context.cookies();
    await context.addCookies(
      cookies.filter(({ name }) => name === 'lg_who').map((c) => ({ ...c, value: 'another' })),
    );
    expect(await told('pageshow')).toBe('hidden');
    await expect.poll(() => page.content().catch(() => '')).toContain('央金');
    expect(await page.content()).not.toMatch(OWN);
  });

  test('a device that was signed out from another one says so where it asks to sign in', async () => {
    const context = await opened('worker-tashi');
    const page = await context.newPage();
    const said = page.getByText('这台设备上的登录已经结束');
    const elsewhere = await opened('worker-tashi');
    const ended = await elsewhere.request.delete('/api/v1/me/devices/others');
    expect(ended.ok(), await ended.text()).toBe(true);
    await page.goto('/my');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(await said.count()).toBe(1);
    await signInAs(page, '央金');
    await signOut(page);
    await page.goto('/sign-in');
    expect(await said.count()).toBe(0);
  });

  test('other tabs change at once, also those that look at nothing of their own', async () => {
    const context = await opened('worker-tashi');
    const [my, feed, me] = [await context.newPage(), await context.newPage(), await context.newPage()];
    await my.goto('/my');
    await feed.goto('/');
    expect(await feed.content()).toMatch(OWN);
    await feed.evaluate(() => {
      localStorage.setItem('lg-own-draft-x', '1');
      localStorage.setItem('lg-keys', 'off');
    });
    await signOut(me);
    await expect.poll(() => new URL(my.url()).pathname).toBe('/sign-in');
    for (const tab of [my, feed]) await expect.poll(() => tab.content()).not.toMatch(OWN);
    expect(await feed.evaluate(() => localStorage.getItem('lg-own-draft-x'))).toBeNull();
    await signInAs(me, '央金');
    await expect.poll(() => feed.content()).toContain('央金');
  });

  test('only the session’s own cookie says whose a page is; what people write is no part of the frame', async () => {
    const context = await opened('worker-tashi');
    const stray = ['a_session', 'linggong_session_2', 'session'].map((name) => `${name}=x`).join('; ');
    const own = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const page = async (cookie: string, search = '') =>
      await (await fetch(`${product.url}/${search}`, { headers: { cookie } })).text();
    const who = async (cookie: string) => /data-who="([^"]*)"/.exec(await page(cookie))?.[1];
    const mine = await who(own);
    expect(mine).toMatch(/^[\w-]{16}$/);
    expect(await who(`${stray}; ${own}`)).toBe(mine);
    expect(await who(stray)).toBe('');

    for (const marks of ['%lg.footer%<!--lg.footer-->', '%lg.attributes%<html lang="zh-CN" >']) {
      const html = await page(own, `?q=${encodeURIComponent(marks)}`);
      expect(html.match(/class="site-foot"/g)).toHaveLength(1);
      expect(html.match(/data-who=/g)).toHaveLength(1);
      expect(html).toContain(`value="${marks.replaceAll('"', '&quot;').replace('<', '&lt;')}"`);
    }
  });

  test('what one person left here goes with the first page of another, where the sign-out had no script', async () => {
    const context = await opened('worker-tashi');
    const page = await context.newPage();
    await page.goto('/my');
    await page.evaluate(async () => {
      localStorage.setItem('lg-own-x', '1');
      localStorage.setItem('lg-other', '1');
      await caches.open('lg-own-y');
      await new Promise((done) => {
        indexedDB.open('lg-own').onsuccess = ({ target }) => {
          (target as IDBOpenDBRequest).result.close();
          done(null);
        };
      });
    });
    await context.request.post('/api/v1/demo/session', { data: { key: 'worker-yangjin' } });
    await page.goto('/');
    const left = () =>
      page.evaluate(async () => [
        ...Object.keys(localStorage).filter((key) => /lg-o/.test(key)),
        ...(await caches.keys()).filter((key) => /lg-own/.test(key)),
        ...(await indexedDB.databases()).map(({ name }) => name),
      ]);
    await expect.poll(left).toEqual(['lg-other']);
  });

  test('closing the account by its form ends the session in the browser as the sign-out does', async () => {
    const { request } = await opened('worker-yangjin');
    const sent = { headers: { origin: product.url, accept: 'text/html' }, maxRedirects: 0 };
    const refused = await request.post('/me/close', { ...sent, form: { phone: '19900000009' } });
    expect(refused.status()).toBe(400);
    expect(refused.headers()['clear-site-data']).toBeUndefined();
    const closed = await request.post('/me/close', { ...sent, form: { phone: '19900000002' } });
    expect(closed.status()).toBe(303);
    expect(closed.headers()).toMatchObject({ 'clear-site-data': '"storage"', 'x-linggong-who': 'nobody' });
    const { cookies } = await request.storageState();
    for (const name of ['linggong_session', 'lg_who'])
      expect(cookies.find((cookie) => cookie.name === name)?.value ?? '').toBe('');
  });
});
