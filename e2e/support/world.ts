import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser, openAs, PHONE } from './browser.ts';
import { demoFolder, type Product, startProduct } from './product.ts';

type How = {
  env?: Record<string, string>;
  pushes?: boolean;
  /** What is done with the folder before the product starts on it. */
  prepare?: (dataDir: string) => Promise<unknown>;
};

/**
 * For the tests of one `describe`: the product on a folder of its own, and a browser. What a test opens with `open` is
 * closed after it.
 */
export function useWorld({ pushes, env, prepare }: How = {}) {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let product: Product;
  let browser: Browser;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    data = await demoFolder();
    await prepare?.(data.folder);
    [product, browser] = await Promise.all([
      startProduct({ dataDir: data.folder, env }),
      launchBrowser({ pushes }),
    ]);
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await data?.remove();
  });

  return {
    get url() {
      return product.url;
    },
    get browser() {
      return browser;
    },
    /** A browser of one's own, signed in as a demo person; without a key: nobody. */
    async open(
      key: string | null,
      viewport = PHONE,
      more: Pick<BrowserContextOptions, 'javaScriptEnabled' | 'colorScheme' | 'hasTouch' | 'isMobile'> = {},
    ): Promise<BrowserContext> {
      const context = await openAs(browser, product.url, key, viewport, more);
      contexts.push(context);
      return context;
    },
    /** The same person's browser without scripts. */
    async withoutScripts(of: BrowserContext): Promise<BrowserContext> {
      const context = await browser.newContext({
        baseURL: product.url,
        viewport: PHONE,
        locale: 'zh-CN',
        javaScriptEnabled: false,
        storageState: await of.storageState(),
      });
      contexts.push(context);
      return context;
    },
  };
}
