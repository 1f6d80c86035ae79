import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Catalogue, sentences } from '@linggong/words/catalogue.ts';
import { pseudo } from '@linggong/words/pseudo.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCatalogue } from '../apps/web/scripts/words/made.ts';
import { writePseudo } from '../apps/web/scripts/words/pseudo.ts';
import { chromiumPath, hasScript, launchBrowser, openAs } from './support/browser.ts';
import { dataFolder, type Product, startProduct } from './support/product.ts';

const BUILD = path.resolve(import.meta.dirname, '../apps/web/build/client');
const CODES = ['zh-CN', 'bo', 'en'] as const;
type Code = (typeof CODES)[number];
const source = readCatalogue('zh-CN');
const made = (code: Code): Catalogue =>
  code === 'zh-CN'
    ? source
    : Object.fromEntries(Object.entries(source).map(([area, entry]) => [area, pseudo(entry, code)]));
const catalogues = Object.fromEntries(CODES.map((code) => [code, made(code)])) as Record<Code, Catalogue>;

/** What rules say of postings, and what the API says by rules, which has no words of its own here. */
const RULES = path.resolve(import.meta.dirname, '../packages/rules/src');
const ofRules = globSync(['messages/*.ts', 'words/zh-CN/{offer,take}.json'], { cwd: RULES })
  .map((file) => readFileSync(path.join(RULES, file), 'utf8'))
  .join('');

/** A catalogue's sentences that are long enough to be nobody else's, as they stand in pages. */
const telling = (code: Code, areas: readonly string[]) =>
  areas
    .flatMap((area) => [...sentences(catalogues[code][area] ?? '', area)].map(([, text]) => text))
    .filter((text) => !ofRules.includes(text))
    .filter((text) => [...text].length >= 5 && /[^\p{ASCII}]/u.test(text) && !/[{<&"]/.test(text));
const own = Object.fromEntries(CODES.map((code) => [code, telling(code, Object.keys(source))])) as Record<
  Code,
  string[]
>;
const word = (code: Code, ...at: string[]) =>
  at.reduce<unknown>((entry, key) => (entry as Record<string, unknown>)[key], catalogues[code]) as string;

/** The languages that a text has sentences of. */
const languagesIn = (text: string) => CODES.filter((code) => own[code].some((each) => text.includes(each)));

// biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count
const text = (page: Page, of = 'main') => page.locator(of).innerText();

describe('words in three languages, two of them made up', () => {
  let data: Awaited<ReturnType<typeof dataFolder>>;
  let words: Awaited<ReturnType<typeof dataFolder>>;
  let product: Product;
  let gig: string;

  beforeAll(async () => {
    [data, words] = await Promise.all([dataFolder(), dataFolder()]);
    for (const code of ['bo', 'en']) writePseudo(words.folder, code);
    product = await startProduct({
      dataDir: data.folder,
      env: { WORDS_DIR: words.folder, TRUST_PROXY: '1' },
    });
    const feed = (await (await fetch(`${product.url}/api/v1/gigs`)).json()) as {
      items: { number: string }[];
    };
    gig = `/gigs/${feed.items[0]?.number}`;
  });
  afterAll(async () => {
    await product?.stop();
    await Promise.all([data?.remove(), words?.remove()]);
  });

  const get = (at: string, headers: Record<string, string>) => fetch(product.url + at, { headers });
  /** By choice or by what the browser asks for; each from an address of its own, as readers are. */
  const asks = (code: Code, i: number): Record<string, string> => ({
    'x-real-ip': `10.0.0.${i}`,
    ...(i % 2
      ? { cookie: `lg_language=${code}`, 'accept-language': 'fr' }
      : { 'accept-language': `${code},x;q=0.1` }),
  });

  test('two hundred requests at once: none has a word of another reader’s language', async () => {
    const pages = [
      '/',
      gig,
      '/sign-in',
      '/offline',
      '/my',
      '/no-such-page',
      '/offline/unsent',
      '/?q=none+such',
    ];
    const requests = Array.from({ length: 200 }, (_, i) => ({
      at: pages[i % pages.length] ?? '/',
      code: CODES[Math.floor(i / pages.length) % CODES.length] ?? 'zh-CN',
      i,
    }));
    const answers = await Promise.all(
      requests.map(async ({ at, code, i }) => ({
        at,
        code,
        html: await (await get(at, asks(code, i))).text(),
      })),
    );
    for (const { at, code, html } of answers) {
      expect(html, at).toContain(`<html lang="${code}"`);
      expect(languagesIn(html), `${at} in ${code}`).toEqual([code]);
    }
  });

  test('data that the router asks for are in the reader’s language too', async () => {
    for (const code of CODES) {
      const text = await (await get('/__data.json', asks(code, 1))).text();
      expect(text).toContain(word(code, 'feed-panels', 'payTitle'));
      expect(languagesIn(text)).toEqual([code]);
    }
  });

  test('the pay on tickets is in the reader’s language', async () => {
    for (const code of CODES) {
      const html = await (await get('/', asks(code, 1))).text();
      expect(html).toContain(word(code, 'pay', 'per', 'day'));
      expect(html).toContain(word(code, 'pay', 'settlement', 'same_day'));
    }
  });

  test('a page is nobody else’s in any cache, and words are named by their language', async () => {
    const page = await get('/', asks('en', 1));
    expect(page.headers.get('cache-control')).toMatch(/^private/);
    expect(page.headers.get('vary')?.toLowerCase()).toContain('cookie, accept-language');
    const etags = await Promise.all(
      CODES.map(async (code) => (await get('/offline', asks(code, 1))).headers.get('etag')),
    );
    expect(new Set(etags).size).toBe(CODES.length);
    const [file = ''] = (await page.text()).match(/\/words\/en\/[\w-]+\/feed\.json/) ?? [];
    const words = await get(file, asks('zh-CN', 1));
    expect(words.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(words.headers.get('vary')?.toLowerCase() ?? '').not.toContain('cookie');
    const earlier = await get(file.replace(/[\w-]+(?=\/feed)/, 'earlier1'), {});
    expect(earlier.headers.get('cache-control')).toBe('no-cache');
    expect(await earlier.text()).toBe(await words.text());
  });

  test.each(['/words/fr/x/feed.json', '/words/en/x/none.json', '/words/en/x/common.json'])(
    '%s is not there',
    async (at) => expect((await get(at, {})).status).toBe(404),
  );

  test('no file that a reader’s page loads has words of another language', async () => {
    for (const code of CODES)
      for (const at of ['/', gig, '/sign-in']) {
        const html = await (await get(at, asks(code, 1))).text();
        const files = [...html.matchAll(/(?:href|src)="(\/(?:words|_app)\/[^"]+\.(?:js|json))"/g)].map(
          ([, file = '']) => file,
        );
        expect(files.filter((file) => file.startsWith(`/words/${code}/`)).length).toBeGreaterThan(1);
        for (const file of files) {
          const text = await (await get(file, {})).text();
          const found = languagesIn(text).filter((each) => each !== code);
          expect(found, `${file} for ${code}`).toEqual([]);
        }
      }
  });

  test('the choice at the foot of a page is kept, and leads back', async () => {
    const form = new URLSearchParams({ language: 'bo', to: '/sign-in?to=%2Fmy' });
    const send = (body: URLSearchParams, origin = product.url) =>
      fetch(`${product.url}/language`, {
        method: 'POST',
        body,
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
        redirect: 'manual',
      });
    const answer = await send(form);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/sign-in?to=%2Fmy');
    expect(answer.headers.get('set-cookie')).toMatch(/^lg_language=bo; .*Path=\/; SameSite=Lax/i);
    expect((await send(new URLSearchParams({ language: 'fr', to: '/' }))).status).toBe(400);
    const elsewhere = await send(new URLSearchParams({ language: 'bo', to: '//evil.example/' }));
    expect(elsewhere.headers.get('location')).toBe('/');
    expect((await send(form, 'https://evil.example')).status).toBe(403);
  });

  describe.skipIf(!chromiumPath)('in a browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser?.close());

    test('without a script one chooses at the foot, and finds what one had open', async () => {
      const context = await openAs(browser, product.url, null, undefined, { javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto('/sign-in');
      await page.getByRole('button', { name: word('bo', 'common', 'language') }).click();
      await page.waitForURL('**/sign-in');
      expect(await page.locator('html').getAttribute('lang')).toBe('bo');
      expect(await text(page)).toContain(word('bo', 'sign-in', 'lead'));
      await context.close();
    });

    test('one language and the areas of the page are all that is loaded, going from page to page', async () => {
      const context = await openAs(browser, product.url, 'worker-tashi');
      await context.addCookies([{ name: 'lg_language', value: 'en', url: product.url }]);
      const page = await context.newPage();
      const asked: string[] = [];
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (pathname.startsWith('/words/'))
          asked.push(pathname.replace(/^\/words\/(.+)\/.+\/(.+)$/, '$1 $2'));
      });
      const broken: string[] = [];
      page.on('pageerror', (error) => broken.push(error.message));
      await page.goto('/');
      await hasScript(page);
      expect([...new Set(asked)].sort()).toEqual(['en feed.json', 'en shared.json']);
      await page.locator('a[href="/me"]:visible').first().click();
      await page.waitForURL('**/me');
      await page.getByText(word('en', 'me', 'personLead')).waitFor();
      expect(new Set(asked)).toContain('en me.json');
      expect(asked.filter((file) => !file.startsWith('en '))).toEqual([]);
      expect(languagesIn(await text(page))).toEqual(['en']);
      expect(broken).toEqual([]);
      await context.close();
    });

    test.each([
      [null, ['/', '/sign-in', '/no-such-page', '/?q=none+such']],
      ['worker-tashi', ['/', '/my', '/me', '/me/close', '/me/phone', '/me/notices', '/alerts', '/inbox']],
      ['worker-tashi', ['/me/showings', '/employer/register', '/gigs/', '/gigs/*/report']],
      ['employer-ruyi', ['/employer', '/employer/gigs/new', '/employer/contact/', '/employer/gigs/']],
      ['operator-karuo', ['/desk', '/desk/gigs/', '/desk/public', '/desk/public/', '/desk/imports']],
      ['operator-karuo', ['/desk/employers', '/desk/employers/', '/desk/reports', '/desk/showings']],
    ] as const)(
      'every page is drawn in another language, by its script too: as %s %j',
      async (key, pages) => {
        const context = await openAs(browser, product.url, key);
        await context.addCookies([{ name: 'lg_language', value: 'en', url: product.url }]);
        const page = await context.newPage();
        const broken: string[] = [];
        page.on('pageerror', (error) => broken.push(error.message));
        let found: string[] = [];
        for (const at of pages) {
          // Of what has an address of its own, the first that a page before it leads to.
          const id = new RegExp(`^${at.replace('*', String.raw`\d{6}`)}(\\w{6}|\\w{24})?$`);
          const open = /\w\/$|\*/.test(at) ? found.find((each) => id.test(each)) : at;
          await page.goto(open ?? expect.unreachable(at));
          await hasScript(page);
          await page.waitForLoadState('networkidle').catch(() => {});
          expect(languagesIn(await text(page, 'body')), at).toEqual(['en']);
          expect(await page.locator('.void').count(), at).toBe(at === '/no-such-page' ? 1 : 0);
          const links = await page
            .locator('a[href^="/"]')
            .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
          found = [...found, ...links.flatMap((link) => link ?? [])];
        }
        expect(broken).toEqual([]);
        await context.close();
      },
    );

    test('a page that was kept for Back is asked for anew where another language was chosen since', async () => {
      const context = await openAs(browser, product.url, null);
      const page = await context.newPage();
      await page.goto('/terms');
      // The browsers that drive tests keep no page: the page is told what one that was kept is told.
      const back = () =>
        page.evaluate(() => {
          document.documentElement.dataset.was = 'here';
          dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        });
      await back();
      expect(await page.locator('html').getAttribute('data-was')).toBe('here');
      await context.addCookies([{ name: 'lg_language', value: 'bo', url: product.url }]);
      await back();
      await page.waitForFunction(() => document.documentElement.lang === 'bo');
      await context.close();
    });

    test('what is shown without a connection is in the reader’s language, also when it was chosen later', async () => {
      const context = await openAs(browser, product.url, null);
      const page = await context.newPage();
      await page.goto('/');
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.getByRole('button', { name: word('en', 'common', 'language') }).click();
      await page.waitForFunction(() => document.documentElement.lang === 'en');
      const shell = () =>
        page.evaluate(
          async () => (await (await caches.match('/offline'))?.text())?.match(/<html lang="([^"]+)/)?.[1],
        );
      await expect.poll(shell).toBe('en');
      await context.close();
    });
  });
});

describe('with the words that the build has', () => {
  test('no sentence of a catalogue stands in a script', () => {
    const scripts = globSync('**/*.js', { cwd: BUILD }).map((file) =>
      readFileSync(path.join(BUILD, file), 'utf8'),
    );
    expect(scripts.length).toBeGreaterThan(20);
    const known = new Set(
      telling('zh-CN', ['feed', 'gig', 'my', 'sign-in', 'offline', 'inbox', 'me', 'closing']),
    );
    const found = scripts.flatMap((text) => [...known].filter((each) => text.includes(each)));
    expect(found).toEqual([]);
  });

  test('there is nothing to choose, and everybody reads the source', async () => {
    const data = await dataFolder();
    const product = await startProduct({ dataDir: data.folder });
    const html = await (
      await fetch(`${product.url}/me`, { headers: { 'accept-language': 'bo, en', cookie: 'lg_language=en' } })
    ).text();
    expect(html).toContain('<html lang="zh-CN"');
    expect(html).not.toContain('/language');
    await product.stop();
    await data.remove();
  });
});
