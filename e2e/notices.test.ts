import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, DESK } from './support/browser.ts';
import { publishGig } from './support/publish.ts';
import { useWorld } from './support/world.ts';

const SAVE = '有这样的新活告诉我';
const SAVED = '存成提醒了';
/** A filter that no gig of the demo matches: whatever arrives was published by the test. */
const FILTER = '/?needs=meals,tools&settlement=same_day&q=';

/** The number beside the inbox in the frame that this window shows; none: 0. */
const unread = async (page: Page) =>
  Number(
    (await page
      .locator('b.unread:visible')
      .first()
      .textContent({ timeout: 500 })
      .catch(() => null)) ?? 0,
  );
const isUnread = (count: number, page: Page) => expect.poll(() => unread(page)).toBe(count);
const isLive = (page: Page) => page.getByText('实时').waitFor();

describe.skipIf(!chromiumPath)('alerts and notices', () => {
  const world = useWorld({ pushes: true });
  const as = async (key: string | null, viewport?: typeof DESK) =>
    (await world.open(key, viewport)).newPage();
  /** The same person's browser without scripts. */
  const withoutScripts = async (page: Page) => (await world.withoutScripts(page.context())).newPage();

  test('one tap saves; a gig tells on two devices, and reading on one clears the other', {
    timeout: 180_000,
  }, async () => {
    const phone = await as('worker-yangjin');
    const desk = await as('worker-yangjin', DESK);
    const other = await as('worker-tashi');
    const filter = `${FILTER}${encodeURIComponent('石料甲')}`;

    await phone.goto(filter);
    await isLive(phone);
    const below = phone.getByRole('navigation', { name: '往下看' });
    const before = await below.evaluate((nav) => nav.getBoundingClientRect().top);
    await phone.getByRole('button', { name: SAVE }).click();
    await phone.getByText(SAVED).waitFor();
    // Nothing moved under the thumb.
    expect(await below.evaluate((nav) => nav.getBoundingClientRect().top)).toBe(before);
    await phone.reload();
    await phone.getByText(SAVED).waitFor();
    expect(await phone.getByRole('button', { name: SAVE }).count()).toBe(0);

    await Promise.all([phone.goto('/inbox'), desk.goto('/me'), other.goto('/inbox')]);
    await Promise.all([phone, other].map(isLive));
    const had = { phone: await unread(phone), desk: await unread(desk), other: await unread(other) };
    expect(had.phone).toBe(had.desk);

    const gig = await publishGig(world.url, { title: '乡道边搬石料甲' });
    await isUnread(had.phone + 1, phone);
    await isUnread(had.desk + 1, desk);
    expect(await unread(other)).toBe(had.other);
    const news = phone.getByRole('button', { name: '1 条新消息' });
    if (await news.count()) await news.click();
    const row = phone.getByRole('article').filter({ hasText: '石料甲' });
    await row.waitFor();
    expect(await row.textContent()).toContain('没看');

    // Followed on the desk, read on the phone.
    await desk.goto('/inbox');
    await isLive(desk);
    await desk.getByRole('article').filter({ hasText: '石料甲' }).getByRole('link').click();
    await desk.waitForURL(new RegExp(`/gigs/${gig.number}`));
    await expect.poll(() => row.textContent()).not.toContain('没看');
    await isUnread(had.phone, phone);
    await isUnread(had.phone, desk);

    // All at once on the phone, read on the desk.
    await publishGig(world.url, { title: '河滩边搬石料甲' });
    await isUnread(had.phone + 1, desk);
    await isUnread(had.phone + 1, phone);
    const again = phone.getByRole('button', { name: '1 条新消息' });
    if (await again.count()) await again.click();
    await phone.getByRole('article').filter({ hasText: '河滩边' }).waitFor();
    await phone.getByRole('button', { name: '都标成看过' }).click();
    await isUnread(0, phone);
    await isUnread(0, desk);
  });

  test('an alert is paced, paused and taken away with a way back, also without scripts', async () => {
    const scripted = await as('worker-tashi');
    const page = await withoutScripts(scripted);
    await page.goto('/?settlement=weekly&sort=pay');
    await page.getByRole('button', { name: SAVE }).click();
    expect(new URL(page.url()).search).toBe('?settlement=weekly&sort=pay');
    await page.getByText(SAVED).waitFor();
    await page.getByRole('link', { name: '我的提醒' }).click();

    const card = page.getByRole('article').filter({ hasText: '一周一结' });
    await card.getByRole('button', { name: '马上告诉我' }).click();
    expect(await card.getByRole('button', { name: '马上告诉我' }).getAttribute('aria-pressed')).toBe('true');
    await card.getByRole('button', { name: '先停一停' }).click();
    expect(await card.textContent()).toContain('停着');
    await page.goto('/?settlement=weekly');
    await page.getByText('停着没说').waitFor();
    await page.goto('/alerts');
    await card.getByRole('button', { name: '不要了' }).click();
    expect(await card.count()).toBe(0);
    await page.getByRole('button', { name: '放回来' }).click();
    await card.waitFor();
    expect(await card.getByRole('button', { name: '马上告诉我' }).getAttribute('aria-pressed')).toBe('true');
    await card.getByRole('link', { name: '看现在有的' }).click();
    expect(new URL(page.url()).search).toBe('?settlement=weekly');
  });

  test('the inbox is read without scripts', async () => {
    const scripted = await as('worker-yangjin');
    const page = await withoutScripts(scripted);
    await page.goto(`${FILTER}${encodeURIComponent('石料乙')}`);
    await page.getByRole('button', { name: SAVE }).click();
    await page.getByText(SAVED).waitFor();
    const gig = await publishGig(world.url, { title: '乡道边搬石料乙' });
    const row = page.getByRole('article').filter({ hasText: '石料乙' });
    await expect
      .poll(async () => {
        await page.goto('/inbox');
        return row.count();
      })
      .toBe(1);
    expect(await row.textContent()).toContain('没看');
    await row.getByRole('link').click();
    expect(new URL(page.url()).pathname).toBe(`/gigs/${gig.number}`);
    await page.goto('/inbox');
    expect(await row.textContent()).not.toContain('没看');
  });

  test('who is not signed in taps once, signs in, and has the alert', async () => {
    const page = await as(null);
    await page.goto('/?needs=lodging');
    await page.getByRole('button', { name: SAVE }).click();
    await page.waitForURL(/\/sign-in/);
    await page.locator('button[name=key][value=worker-tashi]').click();
    await page.waitForURL((url) => url.pathname === '/' && url.search === '?needs=lodging');
    await page.getByText(SAVED).waitFor();
    // Only for the list that was asked for, and only once.
    await page.goto('/alerts');
    await page
      .getByRole('article')
      .filter({ hasText: '管住' })
      .getByRole('button', { name: '不要了' })
      .click();
    await page.getByRole('button', { name: '放回来' }).waitFor();
    await page.goto('/?needs=lodging');
    await page.getByRole('button', { name: SAVE }).waitFor();
  });

  test('how one is told is saved without scripts', async () => {
    const page = await withoutScripts(await as('worker-tashi'));
    await page.goto('/me/notices');
    expect(await page.content()).toContain('这个浏览器关了脚本');
    await page.getByText('不发短信').click();
    await page.getByRole('checkbox', { name: '弹出通知' }).uncheck();
    await page.getByRole('checkbox', { name: '这段时间不打扰' }).check();
    await page.getByLabel('从', { exact: true }).fill('21:30');
    await page.getByLabel('到', { exact: true }).fill('06:30');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('保存好了').waitFor();
    await page.goto('/me/notices');
    expect(await page.getByRole('radio', { name: '不发短信' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: '弹出通知' }).isChecked()).toBe(false);
    expect(await page.getByLabel('从', { exact: true }).inputValue()).toBe('21:30');
    await page.getByRole('checkbox', { name: '这段时间不打扰' }).uncheck();
    await page.getByRole('button', { name: '保存' }).click();
    await page.goto('/me/notices');
    expect(await page.getByRole('checkbox', { name: '这段时间不打扰' }).isChecked()).toBe(false);
  });

  test('a browser that can’t be pushed to says so, and is asked only after a tap', async () => {
    const refusing = await as('worker-tashi');
    // Only what is named: notices are refused.
    await refusing.context().grantPermissions(['geolocation'], { origin: world.url });
    await refusing.goto('/me/notices');
    await refusing.getByText('你在浏览器里选过“不允许”').waitFor();
    expect(await refusing.getByRole('button', { name: '在这里弹出通知' }).count()).toBe(0);

    // Allowed, but there is no push service behind a browser of a test.
    const allowing = await as('worker-tashi');
    await allowing.context().grantPermissions(['notifications'], { origin: world.url });
    await allowing.goto('/me/notices');
    await allowing.getByText('现在不弹通知').waitFor();
    await allowing.getByRole('button', { name: '在这里弹出通知' }).click();
    await allowing.getByText('连不上弹通知的服务').waitFor();

    await allowing.goto('/me');
    await allowing.getByRole('button', { name: '退出登录' }).click();
    await allowing.waitForURL(`${world.url}/`);
    expect(await allowing.getByRole('link', { name: '登录' }).count()).toBeGreaterThan(0);
  });

  test('a pushed message shows a notification, which leads to its page', async () => {
    const page = await as('worker-yangjin');
    const context = page.context();
    await context.grantPermissions(['notifications'], { origin: world.url });
    await page.goto('/');
    await page.evaluate(() => navigator.serviceWorker.ready);
    const devtools = await context.newCDPSession(page);
    const registration = new Promise<string>((resolve) => {
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const found = registrations.find(({ isDeleted }) => !isDeleted);
        if (found) resolve(found.registrationId);
      });
    });
    await devtools.send('ServiceWorker.enable');
    const message = { title: '新活：乡道边搬石料', body: '¥220/天，如意乡', href: '/inbox', tag: 'gig-1' };
    const push = async (change: Partial<typeof message>) =>
      devtools.send('ServiceWorker.deliverPushMessage', {
        origin: world.url,
        registrationId: await registration,
        data: JSON.stringify({ ...message, ...change }),
      });
    const shown = () =>
      page.evaluate(async () => {
        const found = await (await navigator.serviceWorker.ready).getNotifications();
        return found.map(({ title, body, tag, data }) => ({ title, body, tag, href: data as string }));
      });
    await push({});
    await expect.poll(shown).toEqual([message]);
    // A later one with the same tag takes its place.
    await push({ body: '¥240/天，如意乡' });
    await expect.poll(shown).toEqual([{ ...message, body: '¥240/天，如意乡' }]);
  });
});
