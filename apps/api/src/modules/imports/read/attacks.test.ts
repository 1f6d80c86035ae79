import { expect, test } from 'vitest';
import { ATTACKS } from '../fixtures/attacks.ts';
import { readFresh } from '../fixtures/read.ts';
import { saying } from '../fixtures/saying.ts';

test.each(ATTACKS)('refused: %s', (_, bytes, why) => {
  expect(() => readFresh(bytes(), '陌生人')).toThrow(saying(why));
});
