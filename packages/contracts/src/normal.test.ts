import { describe, expect, test } from 'vitest';
import { zPersonChange } from './account.ts';
import { zNewEmployer } from './employer.ts';
import { nameKey, normalText, saysSomething, visibleText } from './normal.ts';
import { zPosting } from './posting.ts';
import { zText } from './scalars.ts';

test.each([
  ['昌都\n劳务', '昌都 劳务'],
  ['昌都 \r\n\t 劳务', '昌都 劳务'],
  ['\n昌都劳务\u2028', '昌都劳务'],
])('the name %j is one line: %j', (typed, stored) => {
  const given = { name: typed, kind: 'business', regionId: '0'.repeat(24) };
  expect(zNewEmployer.parse(given).name).toBe(stored);
  expect(zPersonChange.parse({ name: typed }).name).toBe(stored);
  // They stand within the sentences of notices and text messages.
  const { title, workplace } = zPosting.parse({ title: typed, workplace: { landmark: typed } });
  expect([title, workplace.landmark]).toEqual([stored, stored]);
});

describe('what is stored', () => {
  test.each([
    ['搬运\u202e天/元022', '搬运天/元022'],
    ['\u2066\u2067\u2068搬\u2069运\u061c', '搬运'],
    ['押\u200b金', '押金'],
    ['\ufeff搬运\u2060', '搬运'],
    ['搬\u3164运\uffa0\u115f\u1160\u2800', '搬运'],
    ['搬\u00ad运\u034f', '搬运'],
    ['搬\u{e0041}\u{e0042}运', '搬运'],
    ['搬\u0000\u0007\u009f运', '搬运'],
    ['一行\r\n二行\r三行\u2028四行', '一行\n二行\n三行\n四行'],
    ['一\t二', '一\t二'],
    ['搬\u200d运', '搬运'],
    ['a\u200cb', 'ab'],
    ['13\ufe0f8', '138'],
    ['\ud83d搬运', '搬运'],
  ])('%j becomes %j', (typed, stored) => {
    expect(visibleText(typed)).toBe(stored);
    expect(zText(40).parse(` ${typed} `)).toBe(stored);
  });

  test.each([
    ['Tibetan with its marks', 'ཆབ་མདོ། གཡོག་པོ༌དགོས།'],
    ['a family', '👨‍👩‍👧'],
    ['a heart', '❤️'],
    ['a worker of a skin colour', '👷🏽‍♀️'],
    ['a keycap', '1️⃣'],
    ['Persian with its joiner', 'می‌خواهم'],
    ['Hindi with its joiner', 'क्‍ष'],
    ['Mongolian with its selector', 'ᠨᠢᠭᠡ᠋'],
    ['a variant of a character', '葛\u{e0100}'],
    ['full-width signs', '（昌都）１２０元～'],
  ])('%s stays as it is', (_name, text) => {
    expect(visibleText(text)).toBe(text);
  });

  const NOTHING = ['\u200b', '\u3164', '\u202e\u202c', '\u2800\u2800', '\u115f\u1160', '\u00ad', ' \u3000 '];
  test.each(NOTHING)('%j is nothing, as a title and as a name', (typed) => {
    expect(zPosting.parse({ title: typed }).title).toBe('');
    expect(zPersonChange.safeParse({ name: typed }).error?.issues[0]?.message).toBe('写一下名字');
    const employer = { name: typed, kind: 'business', regionId: '0'.repeat(24) };
    expect(zNewEmployer.safeParse(employer).error?.issues[0]?.message).toBe('写一下名称');
  });
  test.each(['。', '……', '🙂', '%', '་', '\u0301'])('%j is no name', (typed) => {
    expect(saysSomething(typed)).toBe(false);
    expect(zPersonChange.safeParse({ name: typed }).success).toBe(false);
  });
  test.each(['扎西', 'བཀྲ་ཤིས།', 'Tenzin', '王', '1 号店'])('%j is one', (typed) => {
    expect(zPersonChange.parse({ name: typed }).name).toBe(typed);
  });
});

test.each([
  ['ＡＢＣ①㎏', 'abc1kg'],
  ['搬\u200b运\u202e', '搬运'],
  ['༡༢༠元', '120元'],
  ['⼯资', '工资'],
  ['押\ufe0f金', '押金'],
])('%j is compared as %j', (text, compared) => {
  expect(normalText(text)).toBe(compared);
});

test('names are the same whatever their brackets, spaces, widths and unseen marks', () => {
  const same = [
    '高原建筑（昌都）有限公司',
    '高原建筑(昌都)有限公司',
    '高原建筑 (昌都) 有限公司',
    '高原建筑\u3000（昌都）\u3000有限公司',
    '高原建筑【昌都】有限公司',
    '高原\u200b建筑（昌都）有限公司',
  ];
  expect(new Set(same.map(nameKey))).toEqual(new Set(['高原建筑(昌都)有限公司']));
  expect(nameKey('高原建筑（芒康）有限公司')).not.toBe(nameKey(same[0]!));
  expect(nameKey('ＡＢＣ·家政')).toBe(nameKey('abc家政'));
  expect(nameKey('老店1')).not.toBe(nameKey('老店2'));
});
