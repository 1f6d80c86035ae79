import { expect, test } from 'vitest';
import { ATTACKS } from '../../../modules/imports/fixtures/attacks.ts';
import { readFresh } from '../../../modules/imports/fixtures/read.ts';
import { saying } from '../../../modules/imports/fixtures/saying.ts';

test.each(ATTACKS)('refused: %s', (_, bytes, why) => {
  expect(() => readFresh(bytes(), '陌生人')).toThrow(saying(why));
});
