import { expect, test } from 'vitest';
import { textOf } from './compose.ts';

test.each([false, true])(
  'a text message is one line, whatever people wrote that it quotes: last one %s',
  (full) => {
    const text = textOf(
      { title: '有改动：搬货\n【别家】验证码', body: '说明：搬货\n\t【别家】1234。' },
      full,
    );
    expect(text).toContain('【零工集市】有改动：搬货 【别家】验证码。说明：搬货 【别家】1234。');
    expect(text).not.toMatch(/[\n\t]/);
  },
);
