import { expect, test } from 'vitest';
import { unnamed } from './unname.ts';

const own = { name: '嘎玛次成', phone: '+8613911112222' };

test.each([
  ['我是嘎玛次成，电话13911112222', '我是已注销，电话（号码已删）'],
  ['打 +86 139 1111 2222 找我', '打 （号码已删） 找我'],
  ['86-139-1111-2222', '（号码已删）'],
  ['１３９１１１１２２２２', '（号码已删）'],
  ['嘎玛·次成说的，139.1111.2222', '已注销说的，（号码已删）'],
  ['嘎玛 次成、嘎玛次成', '已注销、已注销'],
])('%j is %j', (text, left) => {
  expect(unnamed(text, own)).toBe(left);
});

test.each(['老板的电话 13911113333，押金２００', '编号 2139111122220', '嘎玛和次成一起去的', ''])(
  '%j stays as it is',
  (text) => {
    expect(unnamed(text, own)).toBe(text);
  },
);

test('a name of one character, or none, is no name to look for', () => {
  for (const name of ['', '才']) expect(unnamed('刚才说的', { ...own, name })).toBe('刚才说的');
});
