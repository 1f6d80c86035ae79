import { expect, test } from 'vitest';
import { ATTACKS } from '../fixtures/attacks.ts';
import { readFresh } from '../fixtures/read.ts';
import { UnreadableFile } from './limits.ts';

test.each(ATTACKS)('refused: %s', (_, bytes, why) => {
  expect(() => readFresh(bytes(), '陌生人')).toThrow(
    expect.toSatisfy((error) => error instanceof UnreadableFile && why.test(error.message)),
  );
});
