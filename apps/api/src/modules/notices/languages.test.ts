import { makeWorker, publishGig, shiftOn } from '@linggong/testkit/builders.ts';
import { expectStatus } from '@linggong/testkit/client.ts';
import { settle } from '@linggong/testkit/settle.ts';
import { Types } from 'mongoose';
import { afterAll, expect, test } from 'vitest';
import { CODES, type Code, madeUpLanguages, scripts } from '../../../test/made-up-languages.ts';
import { delivering } from './fixtures/delivering.ts';

const languages = madeUpLanguages();
afterAll(languages.remove);
const { allow, boss, clock, match, nextMorning, server, take, textsTo, withdraw } = await delivering({
  WORDS_DIR: languages.folder,
});

/** Which of the languages that are no source: days and places are said in that to everybody. */
const foreign = (text: string) => scripts(text).filter((code) => code !== 'zh-CN');
const only = (code: Code) => (code === 'zh-CN' ? [] : [code]);

/** One for each language, told by push too; whose is the source never chose one. */
async function readers() {
  await nextMorning();
  const all = [];
  for (const code of CODES) {
    const worker = await makeWorker(server);
    const change = code === 'zh-CN' ? {} : { language: code };
    await expectStatus(worker.client.patch('/me/person', change), 200);
    all.push({ ...worker, code, browser: await allow(worker.client) });
  }
  return all;
}
const tea = () =>
  publishGig(server, boss, {
    title: 'Tea',
    shifts: [shiftOn(server, 3)],
  });

test('what three people are told at once is said to each in their language, by push, text and open page', async () => {
  const all = await readers();
  const gig = await tea();
  for (const worker of all) await take(worker, gig);
  await settle(server);
  const open = await Promise.all(all.map(({ client }) => client.live()));
  for (const { browser } of all) browser.received.length = 0;
  await withdraw(gig);
  await settle(server);
  clock.advance({ minutes: 3 });
  await settle(server);
  for (const [i, { code, browser, phone }] of all.entries()) {
    const [{ message }, ...more] = browser.received as [(typeof browser.received)[0]];
    expect(more).toEqual([]);
    expect(message.lang).toBe(code);
    for (const said of [message.title, message.body]) expect(foreign(said)).toEqual(only(code));
    const texts = textsTo(phone);
    expect(texts).toHaveLength(1);
    expect(foreign(texts[0]!.text)).toEqual(only(code));
    const { payload } = await open[i]!.waitFor('notice.added.v1');
    expect(payload).toMatchObject({ kind: 'booking.cancelled', title: message.title });
    open[i]!.close();
  }
  expect(all[0]!.browser.received[0]!.message.title).toMatch(/^不用去了：.*Tea取消了$/);
});

test('so is a digest, and the next message after another choice', async () => {
  const all = await readers();
  const gigs = [await tea(), await tea()];
  for (const { personId } of all) for (const gig of gigs) await match(personId, gig, 'digest');
  await settle(server);
  clock.advance({ hours: 8, minutes: 31 });
  await settle(server);
  for (const { code, browser } of all) {
    expect(browser.received.map(({ message }) => foreign(message.title))).toEqual([only(code)]);
    expect(browser.received[0]!.message.lang).toBe(code);
  }
  expect(all[0]!.browser.received[0]!.message.title).toBe('2 个新活合你的条件');
  const [, tibetan] = all;
  await expectStatus(tibetan!.client.patch('/me/person', { language: 'en' }), 200);
  await match(tibetan!.personId, gigs[0]!, 'at_once');
  await settle(server);
  expect(foreign(tibetan!.browser.received[1]!.message.title)).toEqual(['en']);
});

test.each([
  ['from before one could choose', { $unset: { language: 1 } }],
  ['of a language whose words are gone', { $set: { language: 'fr' } }],
])('a record %s is told in the source', async (_, change) => {
  const [, tibetan] = await readers();
  const { persons } = server.deps.models;
  await persons.collection.updateOne({ _id: new Types.ObjectId(tibetan!.personId) }, change);
  const gig = await tea();
  await match(tibetan!.personId, gig, 'at_once');
  await settle(server);
  const { message } = tibetan!.browser.received[0]!;
  expect([message.lang, scripts(message.title)]).toEqual(['zh-CN', ['zh-CN']]);
});
