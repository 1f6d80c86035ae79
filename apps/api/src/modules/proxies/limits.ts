import { SettingsError } from '../../platform/settings.ts';

/** What bounds grants, and what the county is told of. An operator changes them by the setting `PROXIES`. */
const LIMITS = {
  /** So many days a grant counts where nobody said until when. */
  grant_days: 365,
  /** And at most. */
  grant_days_max: 730,
  /** So many days before one ends by itself its proxy is told, where the person has work after it. */
  ends_soon_days: 7,
  /** Gigs that one proxy takes for others on a day: with one more the county looks at it. */
  alarm_takes: 40,
  /** Percent of what one proxy's people hold that is at one employer, from so many people on. */
  alarm_share: 80,
  alarm_share_from: 8,
  /** Records with the same phone. */
  alarm_phone: 4,
} as const;
export type ProxyLimits = Readonly<Record<keyof typeof LIMITS, number>>;

/** The limits as the operator has them. Throws with one line for a name that there is not. */
export function readProxyLimits(changed: ReadonlyMap<string, number>): ProxyLimits {
  for (const name of changed.keys())
    if (!Object.hasOwn(LIMITS, name)) throw new SettingsError(`Setting PROXIES: there is no limit ${name}`);
  return Object.fromEntries(
    Object.entries(LIMITS).map(([name, usual]) => [name, changed.get(name) ?? usual]),
  ) as ProxyLimits;
}
