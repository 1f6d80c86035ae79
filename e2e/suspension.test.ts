import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, DESK, launchBrowser, openAs } from './support/browser.ts';
import { demoFolder, type Product, startProduct } from './support/product.ts';
import { publishGig } from './support/publish.ts';

describe.skipIf(!chromiumPath)('an employer is suspended at the desk', () => {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let product: Product;
  let browser: Browser;
  let context: BrowserContext;
  beforeAll(async () => {
    data = await demoFolder();
    [product, browser] = await Promise.all([startProduct({ dataDir: data.folder }), launchBrowser()]);
  });
  afterAll(async () => {
    await context?.close();
    await browser?.close();
    await product?.stop();
    await data?.remove();
  });

  test('with a reason; its postings go, the record says so, and it can be lifted', async () => {
    const gig = await publishGig(product.url);
    const { employerId: id } = gig.employer.me.roles.find(({ role }) => role === 'employer')!;
    context = await openAs(browser, product.url, 'operator-karuo', DESK);
    const page = await context.newPage();
    await page.goto(`/desk/employers/${id}`);
    await page.getByLabel('为什么').fill('收押金，说了不听');
    await page.getByRole('button', { name: '暂停使用' }).click();
    await page.getByText('暂停了，在招的、在审的都下架了').waitFor();
    const text = await page.locator('main').textContent();
    expect(text).toMatch(/暂停了使用，什么时候恢复还没定/);
    expect(text).toContain('收押金，说了不听');
    expect(text).toContain('下架');
    expect((await fetch(`${product.url}/api/v1/gigs/${gig.number}`)).status).toBe(410);

    const theirs = await openAs(browser, product.url, 'employer-ruyi', DESK);
    const home = await theirs.newPage();
    await home.goto('/employer');
    await home.getByText(/暂停了这家发岗位：收押金.*什么时候恢复还没定/).waitFor();
    const list = await home.locator('main').textContent();
    expect(list).toContain('零工站下架了');
    expect(list).not.toContain('没通过');
    await home.goto('/employer/gigs/new');
    await home.getByText(/暂停了这家发岗位：收押金.*什么时候恢复还没定/).waitFor();
    await theirs.close();

    await page.getByLabel('为什么').fill('改了，查过');
    await page.getByRole('button', { name: '恢复使用' }).click();
    await page.getByText('恢复了。用工方会收到消息。').waitFor();
    expect(await page.getByRole('button', { name: '暂停使用' }).count()).toBe(1);
  });
});
