import { describe, expect, test } from 'vitest';
import { zCodeRequest, zSignIn } from './account.ts';
import { plainDigits, plainNumber } from './digits.ts';
import { zFeedQuery } from './feed.ts';
import { zGigKey } from './gig.ts';
import { zNoticeSettings } from './notice.ts';

const TEN = {
  'full-width': '０１２３４５６７８９',
  Tibetan: '༠༡༢༣༤༥༦༧༨༩',
  Devanagari: '०१२३४५६७८९',
  Arabic: '٠١٢٣٤٥٦٧٨٩',
  'Persian and Uyghur': '۰۱۲۳۴۵۶۷۸۹',
  Mongolian: '᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙',
  Thai: '๐๑๒๓๔๕๖๗๘๙',
  'bold, of mathematics': '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗',
  'double-struck, the row after it': '𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡',
  plain: '0123456789',
};

test.each(Object.entries(TEN))('%s digits are digits', (_name, digits) => {
  expect(plainDigits(digits)).toBe('0123456789');
  expect(plainDigits(`工钱${digits}元`)).toBe('工钱0123456789元');
});

test.each([
  ['１３８ １２３４ １２３４', '138 1234 1234'],
  ['＋８６－１３８１２３４１２３４', '+86-13812341234'],
  ['138–1234—1234', '138-1234-1234'],
  ['\u202a13812341234\u202c', '13812341234'],
  ['１，２５０．５', '1,250.5'],
  ['－３', '-3'],
  ['028\u00ad461', '028461'],
  ['０２８ー４６１', '028-461'],
  ['二百', '二百'],
])('%s is read as %s', (typed, plain) => {
  expect(plainNumber(typed)).toBe(plain);
});

describe('the schemas read numbers as they are typed', () => {
  test.each([
    ['１２３４５６', '123456'],
    ['123 456', '123456'],
    [' １２３　４５６ ', '123456'],
    ['123-456', '123456'],
    ['༡༢༣༤༥༦', '123456'],
    ['1 2 3 4 5 6', '123456'],
    ['【零工集市】验证码 065275，5 分钟内有效，只能用一次。别告诉任何人，工作人员也不会问你要。', '065275'],
    ['【零工集市】验证码 065 275，5 分钟内有效', '065275'],
    ['【零工集市】验证码 ０６５２７５，５ 分钟内有效', '065275'],
    ['验证码：༠༦༥༢༧༥ 5分钟内有效', '065275'],
    ['065275 5 分钟内有效', '065275'],
    ['发到 13812341234 的验证码 065275', '065275'],
    ['065275，再说一遍：065275', '065275'],
  ])('the code %s', (code, plain) => {
    expect(zSignIn.parse({ phone: '13812341234', code }).code).toBe(plain);
  });
  test.each([
    '１２３４５',
    '12345六',
    '1234567',
    '',
    '13812341234',
    '123456123456',
    '验证码 065275，上一条 065276',
    `065275${' '.repeat(1000)}`,
  ])('%s is no code', (code) => {
    expect(zSignIn.safeParse({ phone: '13812341234', code }).success).toBe(false);
  });
  test('a phone number', () => {
    expect(zCodeRequest.parse({ phone: ' ༡༣༨༡༢༣༤༡༢༣༤ ' }).phone).toBe('13812341234');
  });
  test.each(['０２８４６１', '０２８－４６１', '༠༢༨༤༦༡', '028461'])('the gig number %s', (number) => {
    expect(zGigKey.parse(number).replace('-', '')).toBe('028461');
  });
  test('the filters of the feed', () => {
    expect(
      zFeedQuery.parse({ payMin: '２００００', within: '༥༠', hours: '０８：００－１８：００' }),
    ).toMatchObject({
      payMin: 20_000,
      within: 50,
      hours: [480, 1080],
    });
    expect(zFeedQuery.safeParse({ payMin: '两百' }).success).toBe(false);
  });
  test('times of day', () => {
    const settings = { push: true, sms: 'off', quiet: null, digestAt: '１８：３０' };
    expect(zNoticeSettings.parse(settings).digestAt).toBe('18:30');
  });
});
