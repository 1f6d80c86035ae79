import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { call, demoSession } from './support/api.ts';
import { book, type Gig, gigFrom } from './support/book.ts';
import { chromiumPath, hasScript, PHONE } from './support/browser.ts';
import { useWorld } from './support/world.ts';

describe.skipIf(!chromiumPath)('what was taken is changed by the other side', () => {
  const world = useWorld();

  async function worker(script: boolean): Promise<Page> {
    const context = await world.open('worker-yangjin', PHONE, { javaScriptEnabled: script });
    context.setDefaultTimeout(15_000);
    return context.newPage();
  }
  const text = (page: Page) => page.locator('main').textContent();

  const pay = (yuan: number) => ({
    amountFen: yuan * 100,
    unit: 'day',
    settlement: 'same_day',
    method: 'cash',
  });
  /** Each gig on a day of its own, so that none is in another's way. */
  let day = 2;
  async function gigAt(yuan: number, days = 1): Promise<Gig> {
    const gig = await gigFrom(world.url, day, days, { pay: pay(yuan) });
    day += days + 1;
    return gig;
  }

  async function change({ id, employer }: Gig, part: object): Promise<string> {
    const { body } = await call(world.url, employer, 'GET', `/gigs/${id}/manage`);
    const posting = { ...(body.posting as object), ...part };
    const answer = await call(world.url, employer, 'PATCH', `/gigs/${id}`, {
      revision: body.revision,
      posting,
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return String(answer.body.state);
  }

  async function approve({ id }: Gig): Promise<void> {
    const desk = await demoSession(world.url, 'operator-city');
    const { body } = await call(world.url, desk, 'GET', `/review/${id}`);
    const { revision } = (body.gig ?? body) as { revision: number };
    const decided = await call(world.url, desk, 'POST', `/review/${id}/decisions`, {
      decision: 'approve',
      revision,
    });
    expect(decided.status, JSON.stringify(decided.body)).toBe(201);
  }

  test.each([
    ['with scripts', true],
    ['without', false],
  ])(
    'a wage from 180 to 160: seen before, during and after the review, and answered, %s',
    async (_, script) => {
      const gig = await gigAt(180);
      const page = await worker(script);
      await page.goto(`/gigs/${gig.number}`);
      await page.getByRole('button', { name: '我要去' }).click();
      await page.waitForURL(/\/my\/[0-9a-f]{24}/);
      const stub = new URL(page.url()).pathname;
      expect(await text(page)).toContain('¥180/天');

      expect(await change(gig, { pay: pay(160) })).toBe('in_review');
      // With a script it is there by itself.
      if (!script) await page.goto(stub);
      await page.getByText('对方改了工钱，正在审核').waitFor();
      expect(await text(page)).toContain('工钱 ¥180/天 → ¥160/天');
      expect(await page.getByRole('button', { name: '还去' }).count()).toBe(0);
      // The gig's page stays readable for who holds it, as it was agreed.
      await page.goto(`/gigs/${gig.number}`);
      expect(await page.locator('article').first().textContent()).toContain('¥180');
      expect(await text(page)).toContain('正在审核');

      await page.goto('/my');
      await approve(gig);
      if (!script) await page.goto('/my');
      const ask = page.locator('article').filter({ hasText: gig.number.slice(3) });
      await ask.getByRole('button', { name: '还去' }).waitFor();
      expect(await ask.textContent()).toContain('工钱 ¥180/天 → ¥160/天');
      expect(await ask.locator('.pay').textContent()).toContain('¥180/天');
      expect(await ask.getByRole('button', { name: '不去' }).count()).toBe(1);

      await ask.getByRole('button', { name: '还去' }).click();
      // The answer stands in the stub that it is about, and has the focus.
      await ask.getByText('按新的算').waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('按新的算');
      await expect.poll(() => ask.locator('.pay').textContent()).toContain('¥160/天');
      expect(await ask.getByRole('button', { name: '还去' }).count()).toBe(0);
    },
  );

  test.each([
    ['with scripts', true],
    ['without', false],
  ])(
    'who holds nothing reads that it was changed and is looked at, not that it is over, %s',
    async (_, script) => {
      const gig = await gigAt(180);
      const page = await worker(script);
      await page.goto(`/gigs/${gig.number}`);
      if (script) await page.getByText('实时').waitFor();
      const posting = { description: '把货从车上搬到库房，码齐了再走。' };
      expect(await change(gig, posting)).toBe('in_review');
      if (script) await page.getByText('零工站正在看').waitFor();
      const answer = await page.goto(`/gigs/${gig.number}`);
      expect(answer?.status()).toBe(404);
      expect(await page.locator('h1').textContent()).toBe('这个活改过了，零工站正在看');
      for (const untrue of ['下架', '已经结束', '停招', '410'])
        expect(await page.locator('main').textContent()).not.toContain(untrue);
      await approve(gig);
      await page.getByRole('link', { name: '再试一次' }).click();
      await page.getByRole('button', { name: '我要去' }).waitFor();
    },
  );

  test.each([
    ['with scripts', true],
    ['without', false],
  ])('an old version that is sent is asked about once more, with each difference, %s', async (_, script) => {
    const gig = await gigAt(220);
    const page = await worker(script);
    await page.goto(`/gigs/${gig.number}`);
    if (script) await page.getByText('实时').waitFor();
    const state = await change(gig, {
      pay: pay(210),
      included: { meals: true, lodging: false, transport: false, tools: true },
    });
    if (state === 'in_review') await approve(gig);

    await page.getByRole('button', { name: '我要去' }).click();
    const again = page.getByRole('button', { name: '按改过的，还要去' });
    await again.waitFor();
    for (const line of ['工钱 ¥220/天 → ¥210/天', '接送 → 不接送']) expect(await text(page)).toContain(line);
    expect(page.url()).toContain(`/gigs/${gig.number}`);
    await again.click();
    await page.waitForURL(/\/my\/[0-9a-f]{24}/);
    expect(await text(page)).toContain('¥210/天');
  });

  test('a day that is given back is answered in its stub, with nothing more open under the thumb', async () => {
    const gig = await gigAt(210, 2);
    const id = await book(world.url, await demoSession(world.url, 'worker-yangjin'), gig);
    const page = await worker(true);
    for (const [path, word] of [
      ['/my', '退掉了 1 天'],
      [`/my/${id}`, '退掉了，名额已经放出去'],
    ] as const) {
      await page.goto(path);
      await hasScript(page);
      const stub = page.locator('article').filter({ hasText: gig.number.slice(3) });
      await stub.locator('summary').filter({ hasText: '去不了' }).or(stub.getByText('不去了，退掉')).click();
      if (path === '/my') await stub.getByRole('checkbox').first().check();
      await stub.getByRole('button', { name: path === '/my' ? '退掉勾上的' : '退掉', exact: true }).click();
      await stub.getByText(word).waitFor();
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain(word);
      expect(await stub.locator('details[open]').count()).toBe(0);
      expect(new URL(page.url()).pathname).toBe(path);
    }
  });

  test('of three days one is given back by its name, and a form from before says what is so', async () => {
    const gig = await gigAt(200, 3);
    const page = await worker(false);
    await page.goto(`/gigs/${gig.number}`);
    const key = await page.locator('input[name=key]').inputValue();
    const takeAll = async (ofKey: string) => {
      await page.getByRole('button', { name: '我要去' }).click();
      for (const box of await page.locator('input[name=shift]').all()) await box.check();
      await page.locator('input[name=key]').evaluate((input, value) => {
        (input as HTMLInputElement).value = value;
      }, ofKey);
      await page.getByRole('button', { name: '我要去' }).click();
    };
    await takeAll(key);
    await page.waitForURL(/\/my\/[0-9a-f]{24}/);
    expect(await text(page)).toContain('一共 3 天');

    await page.getByText('有几天去不了').click();
    await page.getByRole('button', { name: '退掉勾上的' }).click();
    expect(await text(page)).toContain('一天也没勾');
    const mine = page.locator('article').filter({ hasText: gig.number.slice(3) });
    await mine.getByText('有几天去不了').click();
    await mine.locator('input[name=shift]').nth(1).check();
    await mine.getByRole('button', { name: '退掉勾上的' }).click();
    expect(await text(page)).toContain('退掉了 1 天');
    expect(await mine.textContent()).toContain('一共 2 天');
    expect(await mine.locator('li.withdrawn').textContent()).toMatch(/\d+月\d+日 周.*你退了/);

    await mine.getByText('有几天去不了').click();
    await mine.getByRole('button', { name: '2 天都不去了' }).click();
    expect(await text(page)).toContain('退掉了，名额已经放出去');
    // The form as it was when it was sent first: no success that isn't one.
    await page.goto(`/gigs/${gig.number}`);
    await takeAll(key);
    expect(await text(page)).toContain('还想去的话，再报一次');
    expect(await text(page)).not.toContain('定下了');
  });
});
