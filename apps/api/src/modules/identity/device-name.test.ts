import { expect, test } from 'vitest';
import { deviceName } from './device-name.ts';

const ANDROID =
  'Mozilla/5.0 (Linux; Android 13; V2036A Build/TP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko)';
test.each([
  [
    `${ANDROID} Version/4.0 Chrome/116.0 Mobile Safari/537.36 XWEB/1160065 MicroMessenger/8.0.47`,
    '安卓手机，微信',
  ],
  [`${ANDROID} Chrome/124.0.0.0 Mobile Safari/537.36`, '安卓手机，Chrome'],
  [
    `${ANDROID} Version/4.0 Chrome/100.0 Mobile Safari/537.36 XiaoMi/MiuiBrowser/18.1`,
    '安卓手机，小米浏览器',
  ],
  [`${ANDROID} Version/4.0 Chrome/100.0 UCBrowser/15.5.8 Mobile Safari/537.36`, '安卓手机，UC 浏览器'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
    'iPhone 手机，Safari',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
    'iPad 平板，Safari',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0 Safari/537.36 Edg/125.0',
    'Windows 电脑，Edge',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:126.0) Gecko/20100101 Firefox/126.0', 'Linux 电脑，火狐'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
    '苹果电脑，Safari',
  ],
  ['', '认不出的设备'],
  ['<script>alert(1)</script>', '认不出的设备'],
  ['('.repeat(5000), '认不出的设备'],
  ['curl/8.5.0', '认不出的设备'],
])('%s', (said, expected) => {
  expect(deviceName(said)).toBe(expected);
});
test('nothing is said', () => {
  expect([deviceName(null), deviceName(undefined)]).toEqual(['认不出的设备', '认不出的设备']);
});
