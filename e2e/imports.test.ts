import type { Imports } from '@linggong/contracts/import.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, DESK, launchBrowser, openAs } from './support/browser.ts';
import { demoFolder, type Product, startProduct } from './support/product.ts';

const ROWS = 3000;
const HEADER = '岗位编号,岗位,招聘单位,城市,招聘人数,薪资,工作内容';
const file = Buffer.from(
  [
    HEADER,
    ...Array.from(
      { length: ROWS },
      (_, i) =>
        `E-${i},装卸工,协作单位${i % 40}号,福州,${(i % 20) + 1},${180 + (i % 50)}元/天,第 ${i} 个岗位，按时到场，听从安排，工具由用工方提供，有问题当面说清。`,
    ),
  ].join('\n'),
);

describe.skipIf(!chromiumPath)('files of partners', () => {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let product: Product;
  let browser: Browser;
  let plain: BrowserContext;
  let live: BrowserContext;

  beforeAll(async () => {
    data = await demoFolder();
    [product, browser] = await Promise.all([startProduct({ dataDir: data.folder }), launchBrowser()]);
    plain = await openAs(browser, product.url, 'operator-karuo', DESK, { javaScriptEnabled: false });
    live = await openAs(browser, product.url, 'operator-karuo', DESK);
  });
  afterAll(async () => {
    await Promise.all([plain?.close(), live?.close()]);
    await browser?.close();
    await product?.stop();
    await data?.remove();
  });

  /** How many rows a page says that were read; null where it says nothing of it. */
  const readOn = async (page: Page) => {
    const status = page.getByRole('status').filter({ hasText: '已读' });
    if ((await status.count()) === 0) return null;
    const said = /已读 ([\d,]+) 行，共 3,000 行/.exec((await status.textContent()) ?? '');
    return Number(said![1]!.replaceAll(',', ''));
  };

  /** Holds what reads a file as soon as it has read some of it, however fast the machine is; returns what lets it go on. */
  async function holdReader(): Promise<() => void> {
    const begun = async () => {
      const answer = await live.request.get(`${product.url}/api/v1/imports`);
      const { items } = (await answer.json()) as Imports;
      return items.some(({ state, counts }) => state === 'reading' && counts.done > 0);
    };
    await expect.poll(begun, { interval: 10, timeout: 30_000 }).toBe(true);
    const readers = product.readers();
    for (const pid of readers) process.kill(pid, 'SIGSTOP');
    expect(readers).toHaveLength(1);
    return () => {
      for (const pid of readers) process.kill(pid, 'SIGCONT');
    };
  }

  test('a large one says how far it is read, by itself and where one looks again, and then shows its rows', async () => {
    const sender = await plain.newPage();
    await sender.goto('/desk/imports');
    await sender.locator('input[type=file]').setInputFiles({
      name: '岗位.csv',
      mimeType: 'text/csv',
      buffer: file,
    });
    await sender.locator('input[name=sourceName]').fill('大表来源');
    const [goOn] = await Promise.all([
      holdReader(),
      sender.getByRole('button', { name: '读进来看看' }).click({ noWaitAfter: true }),
    ]);
    await sender.waitForURL(/\/desk\/imports\/[0-9a-f]{24}$/);
    const watcher = await live.newPage();
    await watcher.goto(sender.url());

    const first = await readOn(sender);
    expect(first).not.toBeNull();
    expect(await readOn(watcher)).not.toBeNull();
    expect(await sender.getByRole('button', { name: /^导入/ }).count()).toBe(0);
    goOn();
    await expect.poll(async () => (await readOn(watcher)) ?? ROWS, { interval: 200 }).toBeGreaterThan(first!);
    await sender.getByRole('link', { name: '看最新进度' }).click();
    expect((await readOn(sender)) ?? ROWS).toBeGreaterThan(first!);

    await watcher.getByRole('button', { name: '导入 3000 条' }).waitFor();
    expect(await readOn(watcher)).toBeNull();
    await sender.reload();
    expect(await sender.getByRole('button', { name: '导入 3000 条' }).count()).toBe(1);
    expect(await sender.locator('.rows > *').count()).toBe(50);
  });

  test('names what a later file no longer wants, with a link to where each is decided', async () => {
    const page = await live.newPage();
    const upload = async (...lines: string[]) => {
      await page.goto('/desk/imports');
      await page.locator('input[type=file]').setInputFiles({
        name: '岗位.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(['岗位编号,岗位,招聘单位,状态', ...lines].join('\n')),
      });
      await page.locator('input[name=sourceName]').fill('不招了的来源');
      await page.getByRole('button', { name: '读进来看看' }).click();
      await page.waitForURL(/\/desk\/imports\/[0-9a-f]{24}$/);
    };
    await upload('S-1,保洁,甲店,招聘中', 'S-2,保安,乙店,招聘中');
    expect(await page.getByText('这边还挂着的').count()).toBe(0);
    await page.getByRole('button', { name: '导入 2 条' }).click();
    await page.getByText('导入完了，2 条').waitFor();
    await upload('S-1,保洁,甲店,已撤回');
    await page.getByRole('heading', { name: '对方说已经不招、这边还挂着的 1 条' }).waitFor();
    await page.getByText('上次有、这次没有的 1 条').click();
    const [stopped, absent] = [page.locator('.rows'), page.locator('details', { hasText: '上次有' })];
    expect(await stopped.getByRole('link', { name: /^岗位 \d{3}-\d{3}$/ }).count()).toBe(1);
    expect(await absent.textContent()).toContain('保安 · 乙店 · 等审核');
    await absent.getByRole('link').click();
    await page.getByRole('heading', { name: '保安' }).first().waitFor();
  });
});
