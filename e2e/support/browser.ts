import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

/** Flags that keep a Chromium in a container alive and off the network. */
export const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Where a Chromium is: `CHROMIUM`, as the test runner sets it; empty: none was found. */
export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A Chromium without windows, which takes half the time, where there is one. It can't be pushed to. */
const shellPath = process.env.CHROMIUM_SHELL || chromiumPath;

export const launchBrowser = ({ pushes = false } = {}): Promise<Browser> =>
  chromium.launch({ executablePath: pushes ? chromiumPath : shellPath, args: ARGS });

export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };

/** A browser of one's own, signed in as a demo person; without a key: nobody. */
export async function openAs(
  browser: Browser,
  url: string,
  key: string | null,
  viewport = PHONE,
  more: Pick<BrowserContextOptions, 'javaScriptEnabled' | 'colorScheme' | 'hasTouch' | 'isMobile'> = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...more,
  });
  context.setDefaultTimeout(90_000);
  if (key) {
    const answer = await context.request.post('/api/v1/demo/session', { data: { key } });
    if (!answer.ok()) throw new Error(`Demo sign-in of ${key}: ${answer.status()}`);
  }
  return context;
}

/** Waits until a page has its script, for which `goto` does not wait: the router sets it then. */
export const hasScript = (page: Page) => page.waitForFunction(() => history.scrollRestoration === 'manual');
