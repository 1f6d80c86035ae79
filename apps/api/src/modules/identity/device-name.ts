import Bowser from 'bowser';
import { deviceWords as words } from '../../messages/devices.ts';

/** Browsers' own strings are shorter; a longer one says nothing more. */
const LONGEST = 400;

/** In-app and makers' browsers that say so by a word of their own, before what they are made of. */
const OWN: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/i, 'WeChat'],
  [/HuaweiBrowser/i, 'Huawei Browser'],
  [/MiuiBrowser/i, 'MIUI Browser'],
  [/M?QQBrowser/i, 'QQ Browser'],
  [/UC ?Browser|UCWEB/i, 'UC Browser'],
];

/** What a device is, in plain words, by its `User-Agent`: e.g. `安卓手机，微信`. Never throws. */
export function deviceName(userAgent: string | null | undefined): string {
  const said = (userAgent ?? '').slice(0, LONGEST).trim();
  if (said === '') return words.unknown;
  const { os, platform, browser } = Bowser.parse(said);
  const system = words.systems[/HarmonyOS|OpenHarmony/.test(said) ? 'HarmonyOS' : (os.name ?? '')];
  const form = platform.type === 'mobile' || platform.type === 'tablet' ? platform.type : 'desktop';
  const own = OWN.find(([mark]) => mark.test(said))?.[1];
  const parts = [system?.[form], words.browsers[own ?? browser.name ?? '']].filter(Boolean);
  return parts.length > 0 ? parts.join('，') : words.unknown;
}
