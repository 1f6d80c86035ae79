import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { gathered } from './gathered.ts';

/** A read that waits to be answered, and notes what was asked. */
function reads() {
  const asked: string[][] = [];
  const answers: ((found: Map<string, string>) => void)[] = [];
  const failures: ((error: Error) => void)[] = [];
  const ask = gathered<object, string>((_, keys) => {
    asked.push([...keys]);
    return new Promise((resolve, reject) => {
      answers.push(resolve);
      failures.push(reject);
    });
  });
  const source = {};
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { asked, ask: (key: string) => ask(source, key), answers, failures, settle };
}
const found = (...keys: string[]) => new Map(keys.map((key) => [key, `of ${key}`]));

test('who asks alone is asked for at once, a crowd while others are on their way in one read', async () => {
  const { asked, ask, answers, settle } = reads();
  const got = Promise.all(['a', 'b', 'c', 'd', 'nobody'].map(ask));
  expect(asked).toEqual([['a'], ['b']]);
  answers[0]!(found('a'));
  await settle();
  expect(asked[2]).toEqual(['c', 'd', 'nobody']);
  answers[1]!(found('b'));
  answers[2]!(found('d', 'c'));
  expect(await got).toEqual(['of a', 'of b', 'of c', 'of d', undefined]);
});

test('nobody gets what was read before they asked, also not of the same key', async () => {
  const { asked, ask, answers, settle } = reads();
  const first = ask('a');
  const [second, third] = [ask('a'), ask('a')];
  expect(asked).toEqual([['a'], ['a']]);
  answers[0]!(new Map([['a', 'before']]));
  await settle();
  expect(asked).toEqual([['a'], ['a'], ['a']]);
  answers[1]!(new Map([['a', 'later']]));
  answers[2]!(new Map([['a', 'latest']]));
  expect(await Promise.all([first, second, third])).toEqual(['before', 'later', 'latest']);
});

test('a read that fails is told to those it was for, the next goes on', async () => {
  const { ask, answers, failures, settle } = reads();
  const [one, two, three] = [ask('a'), ask('b'), ask('c')];
  failures[0]!(new Error('gone'));
  await expect(one).rejects.toThrow('gone');
  await settle();
  answers[1]!(found('b'));
  answers[2]!(found('c'));
  expect(await Promise.all([two, three])).toEqual(['of b', 'of c']);
});

test('it is read outside of what the asker is in', async () => {
  const within = new AsyncLocalStorage<string>();
  const ask = gathered(async (_: object, keys) => new Map(keys.map((key) => [key, within.getStore()])));
  const source = {};
  await within.run('a transaction', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map((key) => ask(source, key)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(within.getStore()).toBe('a transaction');
  });
});
