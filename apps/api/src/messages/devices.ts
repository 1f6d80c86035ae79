/** What people call the systems and browsers that they sign in with; what is not here has no name that helps. */
export const deviceWords = {
  systems: {
    Android: { mobile: '安卓手机', tablet: '安卓平板', desktop: '安卓设备' },
    HarmonyOS: { mobile: '华为手机', tablet: '华为平板', desktop: '华为电脑' },
    iOS: { mobile: 'iPhone 手机', tablet: 'iPad 平板', desktop: 'iPad 平板' },
    Windows: { mobile: 'Windows 手机', tablet: 'Windows 平板', desktop: 'Windows 电脑' },
    macOS: { mobile: '苹果电脑', tablet: 'iPad 平板', desktop: '苹果电脑' },
    Linux: { mobile: 'Linux 设备', tablet: 'Linux 设备', desktop: 'Linux 电脑' },
  } as Record<string, { mobile: string; tablet: string; desktop: string }>,
  browsers: {
    WeChat: '微信',
    'QQ Browser': 'QQ 浏览器',
    'UC Browser': 'UC 浏览器',
    'MIUI Browser': '小米浏览器',
    'Huawei Browser': '华为浏览器',
    'Samsung Internet for Android': '三星浏览器',
    'Android Browser': '自带浏览器',
    Chrome: 'Chrome',
    Chromium: 'Chrome',
    'Microsoft Edge': 'Edge',
    Firefox: '火狐',
    Safari: 'Safari',
    Opera: 'Opera',
  } as Record<string, string>,
  /** Nothing is guessed. */
  unknown: '认不出的设备',
};
