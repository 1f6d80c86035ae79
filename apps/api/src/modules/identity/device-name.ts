import Bowser from 'bowser';
import { wordsOf } from '../../words/words.ts';

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

type Named<T> = Readonly<Record<string, T | undefined>>;

/** What a device is, in plain words, by its `User-Agent`: e.g. `安卓手机，微信`. Never throws. */
export function deviceName(userAgent: string | null | undefined): string {
  const words = wordsOf('identity').devices;
  const systems: Named<Record<'mobile' | 'tablet' | 'desktop', string>> = words.systems;
  const browsers: Named<string> = words.browsers;
  const said = (userAgent ?? '').slice(0, LONGEST).trim();
  if (said === '') return words.unknown;
  const { os, platform, browser } = Bowser.parse(said);
  const system = systems[/HarmonyOS|OpenHarmony/.test(said) ? 'HarmonyOS' : (os.name ?? '')];
  const form = platform.type === 'mobile' || platform.type === 'tablet' ? platform.type : 'desktop';
  const own = OWN.find(([mark]) => mark.test(said))?.[1];
  const parts = [system?.[form], browsers[own ?? browser.name ?? '']].filter(Boolean);
  return parts.length > 0 ? parts.join('，') : words.unknown;
}
