import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, type DemoSession, demoSession } from './support/api.ts';
import { chromiumPath, DESK, launchBrowser, openAs } from './support/browser.ts';
import { demoFolder, type Product, startProduct } from './support/product.ts';
import { publishGig } from './support/publish.ts';
import { emptyQueue, karuoDesk, type Waiting, waitingGig } from './support/waiting.ts';

type Kind = 'approve' | 'return' | 'refuse';
const KEY = { approve: 'a', return: 'r', refuse: 'x' } as const;
const STATE = { approve: 'published', return: 'returned', refuse: 'refused' } as const;

describe.skipIf(!chromiumPath)('the desk by keyboard alone', () => {
  let data: Awaited<ReturnType<typeof demoFolder>>;
  let product: Product;
  let browser: Browser;
  let employer: DemoSession;
  let desk: DemoSession;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    data = await demoFolder();
    // More waits here at once than one unverified employer may send in.
    const env = { CAPS: 'drafts=400,sent_in=400,in_review=60' };
    [product, browser] = await Promise.all([startProduct({ dataDir: data.folder, env }), launchBrowser()]);
    employer = await demoSession(product.url, 'employer-tea');
    desk = await karuoDesk(product.url);
    context = await openAs(browser, product.url, 'operator-karuo', DESK);
    page = await context.newPage();
  });
  beforeEach(async () => {
    await page.unrouteAll();
    await page.goto('about:blank');
    await emptyQueue(product.url, desk);
    // What the test before decided can be undone for ten seconds, and would be offered here.
    const left = async () => (await call(product.url, desk, 'GET', '/review/undoable')).body.items;
    await expect.poll(left, { timeout: 60_000, interval: 500 }).toEqual([]);
  }, 90_000);
  afterAll(async () => {
    await context?.close();
    await browser?.close();
    await product?.stop();
    await data?.remove();
  });

  const waiting = async (count: number, change: (n: number) => object = () => ({})): Promise<Waiting[]> => {
    const gigs: Waiting[] = [];
    for (let n = 1; n <= count; n++)
      gigs.push(await waitingGig(product.url, employer, { title: `桥头搬石料，第 ${n} 堆`, ...change(n) }));
    return gigs;
  };
  const stateOf = async ({ id }: Waiting) =>
    (await call(product.url, employer, 'GET', `/gigs/${id}/manage`)).body.state;
  /** What of these was decided and can be undone. */
  const undoable = async (gigs: readonly Waiting[]) => {
    const { items } = (await call(product.url, desk, 'GET', '/review/undoable')).body;
    const held = items as { gigId: string; decision: Kind }[];
    return held.filter(({ gigId }) => gigs.some(({ id }) => id === gigId));
  };
  /** Every gig that the public was ever told of. */
  const everPublic = async () => {
    const ids = new Set<string>();
    for (let after = 0; ; ) {
      const { body } = await call(product.url, null, 'GET', `/events?after=${after}&limit=500`);
      const { items, seq, more } = body as unknown as {
        items: { type: string; payload: { gig?: { id: string } } }[];
        seq: number;
        more: boolean;
      };
      for (const { type, payload } of items) if (type === 'gig.published.v1') ids.add(payload.gig!.id);
      if (!more) return ids;
      after = seq;
    }
  };

  const marked = () => page.locator('a[data-line][aria-current="true"]').getAttribute('data-line');
  /** Waits until what is marked is what is open, and says which. */
  const opened = async (gigs: readonly Waiting[], other?: string): Promise<Waiting> => {
    let found: Waiting | undefined;
    await expect
      .poll(async () => {
        const id = await marked().catch(() => null);
        const title = await page.locator('article h1').textContent({ timeout: 1000 });
        found = gigs.find((gig) => gig.id === id && gig.id !== other && title?.includes(gig.title));
        return found !== undefined && page.url().includes(found.id);
      })
      .toBe(true);
    return found!;
  };
  const start = async (gigs: readonly Waiting[]) => {
    await page.goto('/desk');
    await page.getByText('实时').waitFor();
    await page.keyboard.press('Enter');
    return opened(gigs);
  };
  async function press(kind: Kind, flagged: boolean) {
    await page.keyboard.press(KEY[kind]);
    if (kind === 'approve') {
      if (!flagged) return;
      await page.getByText('都看过了').waitFor();
      return page.keyboard.press('a');
    }
    const reason = page.locator('textarea[name=reason]');
    await expect.poll(() => reason.evaluate((field) => field === document.activeElement)).toBe(true);
    if (flagged) expect(await reason.inputValue(), 'the gravest remark stands there').not.toBe('');
    else await page.keyboard.type('地点写得再细一点');
    await page.keyboard.press('Control+Enter');
  }

  test('twenty postings, three mistakes taken back: all are as they were meant, and no mistake was ever public', {
    timeout: 240_000,
  }, async () => {
    const isFlagged = (n: number) => n % 5 === 0;
    const gigs = await waiting(20, (n) => (isFlagged(n) ? { conditions: { sex: 'male' } } : {}));
    const numberOf = (gig: Waiting) => gigs.indexOf(gig) + 1;
    const meant = (n: number): Kind =>
      n % 7 === 3 ? 'refuse' : n % 4 === 2 || isFlagged(n) ? 'return' : 'approve';
    const mistakes = new Map<number, Kind>([
      [3, 'approve'],
      [10, 'approve'],
      [12, 'refuse'],
    ]);
    const done = new Set<string>();
    let open = await start(gigs);
    while (true) {
      const n = numberOf(open);
      const mistake = mistakes.get(n);
      if (mistake) {
        mistakes.delete(n);
        await press(mistake, isFlagged(n));
        await opened(gigs, open.id);
        await page.keyboard.press('z');
        expect((await opened([open])).id).toBe(open.id);
        expect((await undoable(gigs)).some(({ gigId }) => gigId === open.id)).toBe(false);
      }
      await press(meant(n), isFlagged(n));
      done.add(open.id);
      if (done.size === gigs.length) break;
      open = await opened(
        gigs.filter(({ id }) => !done.has(id)),
        open.id,
      );
    }
    expect(mistakes.size).toBe(0);
    await page.getByText('都看完了').waitFor();
    const ends = gigs.map((gig) => STATE[meant(numberOf(gig))]);
    await expect
      .poll(() => Promise.all(gigs.map(stateOf)), { timeout: 60_000, interval: 3000 })
      .toEqual(ends);
    const ever = await everPublic();
    for (const [i, gig] of gigs.entries()) {
      expect([gig.title, ever.has(gig.id)]).toEqual([gig.title, ends[i] === 'published']);
      const { status } = await call(product.url, null, 'GET', `/gigs/${gig.number}`);
      expect(status === 200).toBe(ends[i] === 'published');
    }
    expect(ends.filter((state) => state === 'published').length).toBeGreaterThan(5);
  });

  test('a key is about what is marked, also while that is still on its way', {
    timeout: 120_000,
  }, async () => {
    const gigs = await waiting(4);
    const first = await start(gigs);
    await page.route('**/__data.json*', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    const second = await opened(gigs, first.id);
    expect(second.id).toBe(gigs[1]!.id);
    expect(await undoable(gigs)).toEqual([]);
    await page.keyboard.press('a');
    await expect.poll(() => undoable(gigs)).toMatchObject([{ gigId: second.id, decision: 'approve' }]);
    await opened(gigs, second.id);
    await page.keyboard.press('z');
    await opened([second]);

    // Z right behind A takes back that one, not the one before it.
    await page.keyboard.press('a');
    const third = await opened(gigs, second.id);
    await page.keyboard.press('a');
    await page.keyboard.press('z');
    await expect.poll(() => undoable(gigs)).toMatchObject([{ gigId: second.id }]);
    await opened([third]);
    await page.keyboard.press('z');
    await opened([second]);
    expect(await undoable(gigs)).toEqual([]);

    // As often as it is pressed, at once and while pages are still loading: one each, the latest first.
    await page.keyboard.press('a');
    const next = await opened(gigs, second.id);
    await page.keyboard.press('a');
    await expect.poll(async () => (await undoable(gigs)).length).toBe(2);
    for (const key of ['z', 'z']) await page.keyboard.press(key);
    await expect.poll(() => undoable(gigs)).toEqual([]);
    await opened([second]);
    expect(next.id).toBe(third.id);

    for (const key of ['k', 'k', 'j', 'j', 'j', 'a', 'j', 'a']) await page.keyboard.press(key);
    const last = await opened(gigs.slice(3));
    expect(last.id).toBe(gigs[3]!.id);
    expect(await undoable(gigs)).toEqual([]);
  });

  test('no shortcut, no capital, no key that is held down or composes a word, and none in a field decides', {
    timeout: 120_000,
  }, async () => {
    const gigs = await waiting(3);
    const first = await start(gigs);
    for (const key of ['Control+a', 'Alt+a', 'Meta+a', 'Shift+A', 'Shift+X', 'Control+r'].slice(0, 5))
      await page.keyboard.press(key);
    await page.evaluate(() => {
      const press = (key: string, said: object) =>
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...said }),
        );
      for (const key of ['a', 'r', 'x', 'j', 'Enter', 'z']) {
        press(key, { isComposing: true });
        press(key, { keyCode: 229 });
        press(key, { keyCode: 229, isComposing: true });
      }
      for (const key of ['a', 'x', 'r', 'z']) press(key, { repeat: true });
    });
    expect((await opened(gigs)).id).toBe(first.id);
    await page.keyboard.press('r');
    const reason = page.locator('textarea[name=reason]');
    await expect.poll(() => reason.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('axjz');
    const composed = await page.context().newCDPSession(page);
    await composed.send('Input.imeSetComposition', { text: 'di', selectionStart: 2, selectionEnd: 2 });
    await reason.evaluate((field) =>
      field.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: 'Enter',
          keyCode: 229,
          ctrlKey: true,
          bubbles: true,
          cancelable: true,
        }),
      ),
    );
    await composed.send('Input.insertText', { text: '地点' });
    expect(await reason.inputValue()).toBe('axjz地点');
    expect(await undoable(gigs)).toEqual([]);
    expect(page.url()).toContain(first.id);

    // Held down, A decides about one and not about those that open after it.
    await page.keyboard.press('Escape');
    await page.keyboard.down('a');
    await expect.poll(async () => (await undoable(gigs)).length).toBe(1);
    await opened(gigs, first.id);
    for (let i = 0; i < 5; i++) await page.keyboard.down('a');
    await page.keyboard.up('a');
    expect(await undoable(gigs)).toHaveLength(1);
  });

  test('a line that has the focus opens before a key decides about it', { timeout: 120_000 }, async () => {
    const gigs = await waiting(3);
    const first = await start(gigs);
    await page.locator(`a[data-line="${gigs[2]!.id}"]`).focus();
    await page.keyboard.press('a');
    expect((await opened(gigs, first.id)).id).toBe(gigs[2]!.id);
    expect(await undoable(gigs)).toEqual([]);
  });

  test('without a script it asks before it passes over remarks, and what was decided can be undone', {
    timeout: 120_000,
  }, async () => {
    const gigs = await waiting(1, () => ({ conditions: { sex: 'male' } }));
    const [flagged] = gigs;
    const plain = await openAs(browser, product.url, 'operator-karuo', DESK, { javaScriptEnabled: false });
    const sheet = await plain.newPage();
    await sheet.goto(`/desk/gigs/${flagged!.id}`);
    await sheet.locator('textarea[name=reason]').fill('先问问男女都收不收');
    await sheet.getByRole('button', { name: '通过', exact: false }).first().click();
    // At the top of the page that comes, with what was typed below.
    const answered = sheet.locator('.answered');
    await answered.getByText('都看过了').waitFor();
    expect((await answered.boundingBox())!.y).toBeLessThan(DESK.height / 3);
    expect(await sheet.locator('textarea[name=reason]').inputValue()).toBe('先问问男女都收不收');
    expect(await undoable(gigs)).toEqual([]);
    await answered.getByRole('button', { name: '确认通过' }).click();
    await sheet.getByRole('button', { name: '撤销' }).click();
    await sheet.waitForURL(`**/desk/gigs/${flagged!.id}`);
    expect(await undoable(gigs)).toEqual([]);
    expect(await stateOf(flagged!)).toBe('in_review');

    const { body } = await call(product.url, employer, 'GET', `/gigs/${flagged!.id}/manage`);
    const posting = { ...(body.posting as object), title: '桥头搬木料' };
    await call(product.url, employer, 'PATCH', `/gigs/${flagged!.id}`, { revision: body.revision, posting });
    await sheet.getByRole('button', { name: '不通过' }).click();
    await sheet.getByText('写清原因').first().waitFor();
    expect(await sheet.locator('textarea[name=reason]').inputValue()).not.toBe('');
    await plain.close();
  });

  test('what its employer changes while it is open is shown, and asked about once more', {
    timeout: 120_000,
  }, async () => {
    const gigs = await waiting(1);
    const first = await start(gigs);
    const change = async (title: string) => {
      const { body } = await call(product.url, employer, 'GET', `/gigs/${first.id}/manage`);
      const posting = { ...(body.posting as object), title };
      await call(product.url, employer, 'PATCH', `/gigs/${first.id}`, { revision: body.revision, posting });
    };
    await change('桥头搬木料');
    const changes = page.getByText('你打开以后，用工方改了这些');
    await changes.waitFor();
    await page.keyboard.press('a');
    await page.getByText('看过上面改了什么').waitFor();
    expect(await undoable(gigs)).toEqual([]);
    await page.keyboard.press('a');
    await expect.poll(() => undoable(gigs)).toMatchObject([{ decision: 'approve' }]);
    await page.getByRole('button', { name: /^撤销/ }).waitFor();
    await page.keyboard.press('z');
    await opened([{ ...first, title: '桥头搬木料' }]);

    // Without a script the page in hand says an old one.
    const plain = await openAs(browser, product.url, 'operator-karuo', DESK, { javaScriptEnabled: false });
    const sheet = await plain.newPage();
    await sheet.goto(`/desk/gigs/${first.id}`);
    await change('桥头搬钢筋');
    await sheet.getByRole('button', { name: '通过' }).first().click();
    await sheet.getByText('你打开以后，用工方改了这些').waitFor();
    expect(await undoable(gigs)).toEqual([]);
    await sheet.getByRole('button', { name: '通过' }).first().click();
    await expect.poll(() => undoable(gigs)).toHaveLength(1);
    await plain.close();
  });

  test('a public gig is taken down with a reason without a script, and that can be undone', {
    timeout: 120_000,
  }, async () => {
    const { id, number } = await publishGig(product.url);
    const plain = await openAs(browser, product.url, 'operator-karuo', DESK, { javaScriptEnabled: false });
    const sheet = await plain.newPage();
    const takeDown = async () => {
      await sheet.goto('/desk/public');
      await sheet.getByRole('searchbox').fill(number);
      await sheet.getByRole('button', { name: '找' }).click();
      await sheet.locator('ol a').click();
      await sheet.getByRole('button', { name: '下架' }).click();
      await sheet.getByText('选一个原因').waitFor();
      await sheet.getByRole('radio', { name: '内容不真实' }).check();
      await sheet.getByRole('textbox').fill('电话打不通');
      await sheet.getByRole('button', { name: '下架' }).click();
      await sheet.waitForURL('**/desk/public');
    };
    await takeDown();
    await sheet.getByRole('button', { name: '撤销' }).click();
    await sheet.waitForURL(`**/desk/public/${id}`);
    await takeDown();
    const status = async () => (await call(product.url, null, 'GET', `/gigs/${number}`)).status;
    expect(await status()).toBe(200);
    await expect.poll(status).toBe(410);
    const { body } = await call(
      product.url,
      await demoSession(product.url, 'employer-ruyi'),
      'GET',
      `/gigs/${id}/manage`,
    );
    const { decisions } = body as unknown as { decisions: { reason: string }[] };
    expect(decisions.at(-1)!.reason).toBe('内容不真实，像骗人的。电话打不通');
    await plain.close();
  });

  test('what stands beside 实时 is so: who has it open, what was decided elsewhere, who is verified, and that the link is gone', {
    timeout: 120_000,
  }, async () => {
    const gigs = await waiting(3);
    const first = await start(gigs);
    const other = gigs.find(({ id }) => id !== first.id)!;
    const colleague = await demoSession(product.url, 'operator-ruyi');
    const row = page.locator(`a[data-line="${other.id}"]`);
    const head = page.locator('.queue .head > h2');
    const decide = (gig: Waiting) =>
      call(product.url, colleague, 'POST', `/review/${gig.id}/decisions`, {
        decision: 'approve',
        revision: gig.revision,
        undoSeconds: 10,
      });
    await expect.poll(() => head.textContent()).toContain('3 条');
    await call(product.url, colleague, 'POST', `/review/${other.id}/claim`);
    await expect.poll(() => row.textContent()).toContain('正在看');
    await decide(other);
    await expect.poll(() => row.textContent()).toContain('定了：通过');
    await expect.poll(() => head.textContent()).toContain('2 条');
    await call(product.url, colleague, 'POST', `/review/${other.id}/undo`);
    await expect.poll(() => head.textContent()).toContain('3 条');
    await expect.poll(() => row.textContent()).not.toContain('定了：');

    const { employerId } = employer.me.roles.find(({ role }) => role === 'employer')!;
    await expect.poll(() => row.textContent()).toContain('没核验过');
    await call(product.url, desk, 'POST', `/employers/${employerId}/verifications`, {
      checks: ['site_visit'],
    });
    await expect.poll(() => page.locator('.side .standing').textContent()).toContain('有效到');
    await expect.poll(() => row.textContent()).not.toContain('没核验过');

    await context.setOffline(true);
    await page.getByText('断网了').first().waitFor();
    expect(await page.getByText('实时').count()).toBe(0);
    await page.keyboard.press('j');
    await page.getByText('没有网络').waitFor();
    expect((await opened(gigs)).id).toBe(first.id);
    await context.setOffline(false);
    await page.getByText('实时').waitFor();
  });
});
