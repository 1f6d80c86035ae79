import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { call, demoSession } from './support/api.ts';
import { chromiumPath, DESK } from './support/browser.ts';
import { grantOperator } from './support/operators.ts';
import { cleanPosting } from './support/posting.ts';
import { publishGig } from './support/publish.ts';
import { useWorld } from './support/world.ts';

type Gig = Awaited<ReturnType<typeof publishGig>>;

const WOMAN = '白玛央金卓玛';
const NUMBER = '540302196803140042';
const BORN = '1968-03-14';
/** The village of `worker-tashi`, who is its organiser here. */
const VILLAGE = '540302208203';
const ORGANISER = '扎西次仁';
const ORGANISER_PHONE = '19900000001';
const WITNESS = '村医达娃';
const TITLE = '村小学围墙砌砖';
const SEVEN = 7;
const DAY_MS = 86_400_000;

const pay = (yuan: number) => ({
  amountFen: yuan * 100,
  unit: 'day',
  settlement: 'same_day',
  method: 'cash',
});

describe.skipIf(!chromiumPath)('a woman without a phone', () => {
  const world = useWorld({ prepare: (folder) => grantOperator(folder, ORGANISER_PHONE, VILLAGE) });
  const as = async (key: string | null, viewport?: typeof DESK): Promise<Page> =>
    (await world.open(key, viewport)).newPage();
  const text = (page: Page) => page.locator('main').textContent();

  /** Three masons and four helpers on one day, for a crew of at least five. */
  async function publishMix(): Promise<Gig> {
    const { shifts, validUntil } = await cleanPosting(world.url);
    const later = (moment: string) => new Date(Date.parse(moment) + 16 * DAY_MS).toISOString();
    const [{ startsAt, endsAt }] = shifts as [(typeof shifts)[number]];
    const day = { startsAt: later(startsAt), endsAt: later(endsAt) };
    return publishGig(world.url, {
      title: TITLE,
      tradeId: 'masonry',
      description: '红砖围墙，高一米八，砖和灰都在工地上。',
      pay: pay(220),
      crews: { accepts: true, atLeast: 5, oneOnly: false },
      shifts: [
        { ...day, headcount: 3, role: { name: '瓦工', amountFen: 35_000 } },
        { ...day, headcount: 4, role: { name: '小工', amountFen: null } },
      ],
      validUntil: later(validUntil),
    });
  }

  async function changePay({ id, employer }: Gig, yuan: number): Promise<void> {
    const { body } = await call(world.url, employer, 'GET', `/gigs/${id}/manage`);
    const posting = { ...(body.posting as object), pay: pay(yuan) };
    const changed = await call(world.url, employer, 'PATCH', `/gigs/${id}`, {
      revision: body.revision,
      posting,
    });
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    const desk = await demoSession(world.url, 'operator-city');
    const { revision } = changed.body;
    const decided = { decision: 'approve', revision };
    expect((await call(world.url, desk, 'POST', `/review/${id}/decisions`, decided)).status).toBe(201);
  }

  /** Written down at the village's desk; gives the record's address. */
  async function register(page: Page): Promise<string> {
    await page.goto('/desk/people');
    await page.getByRole('link', { name: '登记一个人' }).click();
    await page.getByLabel('姓名', { exact: true }).fill(WOMAN);
    await page.getByLabel('藏文名').fill('པདྨ་དབྱངས་ཅན་སྒྲོལ་མ།');
    await page.getByLabel('身份证号').fill(NUMBER);
    await page.getByLabel('叫什么').fill('次仁顿珠');
    await page.getByLabel('是他什么人').fill('儿子');
    await page.getByLabel('电话', { exact: true }).fill('13908950001');
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('登记好了').waitFor();
    await page.getByRole('link', { name: '看这份登记' }).click();
    await page.waitForURL(/\/desk\/people\/[0-9a-f]{24}/);
    expect(await text(page)).toContain(WOMAN);
    // What she is of age for and nothing more: the number itself is kept nowhere.
    expect(await page.content()).not.toContain(NUMBER);
    return new URL(page.url()).pathname;
  }

  /** She says before a witness that the organiser may act for her; he writes it down himself. */
  async function consent(page: Page): Promise<void> {
    await page.getByRole('link', { name: '记下谁替他报活' }).click();
    await page.waitForURL(/\/desk\/grants/);
    const form = page.locator('form[action^="?/record"]');
    await form.waitFor();
    expect(await text(page)).toContain(`替${WOMAN}办`);
    expect(await text(page)).toContain('工资只发给本人');
    // Nothing that could be granted pays anybody.
    const scopes = await form
      .locator('[name=scope]')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(scopes).toEqual(['look', 'book', 'step_back', 'confirm']);
    await form.getByLabel('代办人手机号').fill(ORGANISER_PHONE);
    await form.getByLabel('代办人叫什么').fill(ORGANISER);
    await form.getByRole('radio', { name: '村组织员' }).check();
    await form.getByRole('radio', { name: '当着见证人说的' }).check();
    await form.getByLabel('见证人名字').fill(WITNESS);
    await form.getByRole('button', { name: '记上' }).click();
    await page.getByText(`${ORGANISER}能替${WOMAN}办这些`).waitFor();
    // The form stands there anew, and what is ticked is what another would grant.
    await expect.poll(() => form.locator('[name=scope]:checked').count()).toBe(4);
    expect(await form.locator('[name=how]:checked').count()).toBe(1);
    const row = page.getByRole('listitem').filter({ hasText: WOMAN }).first();
    await expect.poll(() => row.textContent()).toContain(`见证人 ${WITNESS}`);
    expect(await row.textContent()).toContain('代办人自己记的');
  }

  async function intoCrew(page: Page): Promise<void> {
    await page.goto('/my/crew');
    const add = page.locator('form[action="?/add"]');
    const her = await add.locator('option', { hasText: WOMAN }).getAttribute('value');
    await add.locator('select').selectOption(her);
    await add.getByRole('button').click();
    await page.getByText('8 个人').first().waitFor();
  }

  /** Seven of eight: three masons, she among the helpers. Gives who stays. */
  async function bookSeven(page: Page, gig: Gig): Promise<string> {
    await page.goto(`/gigs/${gig.number}`);
    await page.getByRole('link', { name: '带班组去' }).first().click();
    await page.waitForURL(/\/my\/crew\/take\//);
    const rows = page.locator('form[action="?/take"] label');
    expect(await rows.count()).toBe(SEVEN + 1);
    const names = await rows.locator('b').allInnerTexts();
    const others = names.filter((name) => !name.startsWith(WOMAN));
    const stays = others.at(-1)!;
    for (const name of names) {
      const role = others.indexOf(name) >= 0 && others.indexOf(name) < 3 ? '瓦工' : '小工';
      const select = rows.filter({ hasText: name }).locator('select');
      const value = await select.locator('option', { hasText: role }).getAttribute('value');
      if (name !== stays) await select.selectOption(value);
    }
    await page.getByRole('button', { name: '报上这些人' }).click();
    await page.waitForURL(/\/my\/crew$/);
    await bookedOf(page, gig).getByText(`${SEVEN} 个人去`).waitFor();
    return stays;
  }

  /** What the crew holds of a gig, on its leader’s page. */
  const bookedOf = (page: Page, { number }: Gig) => page.locator(`.booked:has(a[href="/gigs/${number}"])`);

  async function replace(page: Page, gig: Gig, out: string, by: string): Promise<void> {
    const booked = bookedOf(page, gig);
    await booked.locator('summary', { hasText: '换人' }).click();
    const form = booked.locator('form[action="?/replace"]');
    await form.locator('[name=out]').selectOption({ label: out });
    await form.locator('[name=in]').selectOption({ label: by });
    await form.getByRole('button', { name: '换人' }).click();
    await expect.poll(() => booked.locator('li b').allInnerTexts()).toContain(by);
    expect(await booked.locator('li b').allInnerTexts()).not.toContain(out);
    expect(await booked.locator('li').count()).toBe(SEVEN);
    // The form is gone, and what is so now stands in its place.
    await page.getByText(`换好了。${out}不去，${by}去。`).waitFor();
    expect(await form.isVisible()).toBe(false);
    expect(await booked.locator('li').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/小工/)]),
    );
  }

  test('is registered, goes with her village’s crew, and takes over what was done for her', {
    timeout: 240_000,
  }, async () => {
    const organiser = await as('worker-tashi');
    const record = await register(organiser);
    await consent(organiser);
    const id = record.split('/').at(-1)!;

    const gig = await publishMix();
    const employer = await as('employer-ruyi', DESK);
    await employer.goto(`/employer/gigs/${gig.id}`);
    await intoCrew(organiser);
    const stays = await bookSeven(organiser, gig);
    // The employer’s open page has the crew as one card, in which she is by name, and not by number.
    const card = employer.locator('details.crew');
    await card.locator('summary').click();
    await expect.poll(() => card.locator('li').count()).toBe(SEVEN);
    expect(await card.textContent()).toContain(WOMAN);
    for (const number of [NUMBER, NUMBER.slice(-4), BORN])
      expect(await employer.content()).not.toContain(number);
    const session = await demoSession(world.url, 'employer-ruyi');
    const answers = await Promise.all(
      [`/gigs/${gig.id}/bookings`, `/people/${id}`].map((path) => call(world.url, session, 'GET', path)),
    );
    expect(JSON.stringify(answers)).not.toContain(NUMBER.slice(-4));
    expect(answers[1]!.status).toBe(403);

    const ill = (await bookedOf(organiser, gig).locator('li b').allInnerTexts()).find(
      (name) => !name.startsWith(WOMAN) && !name.startsWith(ORGANISER),
    )!;
    await replace(organiser, gig, ill, stays);
    await expect.poll(() => card.textContent()).toContain(stays);
    expect(await card.textContent()).not.toContain(ill);

    await changePay(gig, 200);
    await organiser.goto('/people');
    await organiser.getByRole('link', { name: new RegExp(WOMAN) }).click();
    await organiser.waitForURL(`/people/${id}`);
    await expect.poll(() => text(organiser)).toContain('¥220');
    const answer = organiser.locator('form[action="?/agree"]');
    await answer.getByLabel('问的是谁').fill('她儿子次仁顿珠');
    await answer.getByRole('radio', { name: '打电话' }).check();
    await answer.getByRole('button', { name: '问过了，替他答应' }).click();
    await organiser.getByText('问过她儿子次仁顿珠（打电话）').waitFor();

    // At the township’s desk her papers are looked at; the code goes into her son’s phone.
    const desk = await as('operator-ruyi', DESK);
    await desk.goto(`/desk/people?q=${encodeURIComponent(WOMAN)}`);
    await desk.getByRole('link', { name: new RegExp(WOMAN) }).click();
    await desk.getByRole('button', { name: '开领号码' }).click();
    const code = (await desk.locator('p.code').textContent())!.replace(/\s/g, '');
    const her = await as(null);
    await her.goto('/sign-in');
    await her.getByRole('link', { name: '用领号码登录' }).click();
    await her.getByLabel('领号码').fill(code);
    await her.getByRole('checkbox').check();
    await her.getByRole('button', { name: '登录' }).click();
    await her.waitForURL('/me/trail');
    const trail = await text(her);
    for (const done of [
      '给你建了档案',
      '记了一条代办',
      '带你进了班组',
      '替你报了',
      '替你答应了改动',
      '给了你认领档案的号码',
      '认领了档案',
    ])
      expect(trail).toContain(done);
    expect(trail).toContain(TITLE);
    expect(trail).toContain(`村组织员 ${ORGANISER}`);

    await organiser.goto('/people');
    expect(await text(organiser)).toContain(WOMAN);
    await her.goto('/me/proxies');
    expect(await text(her)).toContain(ORGANISER);
    await her.getByRole('radio', { name: '照去' }).check();
    await her.getByRole('button', { name: '停掉' }).click();
    await her.getByText('停了，从现在起他不能再替你办').waitFor();

    // Open or anew: she is nobody’s to act for; she goes as it was booked.
    await expect.poll(() => text(organiser)).not.toContain(WOMAN);
    expect((await organiser.goto(`/people/${id}`))?.status()).toBe(404);
    await her.goto('/my');
    await her.getByText('说问过她儿子次仁顿珠（打电话）').first().waitFor();
    expect(await text(her)).toContain(`${ORGANISER}替你报的`);
  });
});
