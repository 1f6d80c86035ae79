import { readFileSync } from 'node:fs';
import * as z from 'zod';

const zFlagSetting = z.enum(['0', '1', 'true', 'false']).transform((v) => v === '1' || v === 'true');

/** `name=number` pairs; which names there are is said by who reads them. `like`: an example. */
const zNumbersSetting = (like: string) =>
  z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((pair) => pair.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().regex(/^[a-z_]+=[1-9]\d{0,8}$/, `must be like ${like}`)))
    .transform(
      (pairs) => new Map(pairs.map((pair) => [pair.replace(/=.*/, ''), Number(pair.replace(/.*=/, ''))])),
    );

/** Every setting of the process, in one place: its schema, its default and what it does. */
export const SETTINGS = {
  PORT: {
    schema: z.coerce.number().int().min(0).max(65_535).default(3000),
    about: 'Port of the one process: web pages, API and live connection. 0: any free one.',
  },
  HOST: {
    schema: z.string().default('127.0.0.1'),
    about: 'Address to listen on. `0.0.0.0` to be reached from other machines.',
  },
  PUBLIC_ORIGIN: {
    schema: z
      .url()
      .transform((u) => new URL(u).origin)
      .optional(),
    about:
      'Where people reach it, e.g. `https://gongji.example.cn`. Without it: the address that it listens on.',
  },
  MONGODB_URL: {
    schema: z
      .string()
      .regex(/^mongodb(\+srv)?:\/\//, 'must start with mongodb:// or mongodb+srv://')
      .optional(),
    about: 'A MongoDB replica set, or a compatible server. Without it: the embedded database in `DATA_DIR`.',
  },
  MONGODB_DATABASE: {
    schema: z
      .string()
      .regex(/^[\w-]{1,60}$/)
      .default('linggong'),
    about: 'Name of the database.',
  },
  REDIS_URL: {
    schema: z
      .string()
      .regex(/^rediss?:\/\//, 'must start with redis:// or rediss://')
      .optional(),
    about: 'Joins several processes on one database, behind any proxy. One process needs none.',
  },
  DATA_DIR: {
    schema: z.string().min(1).default('.data'),
    about: 'Folder of the embedded database and of generated secrets.',
  },
  DEMO: {
    schema: zFlagSetting.default(false),
    about:
      'Demo data on an empty database, and one-tap sign-in as the demo people. Never on a public server.',
  },
  SECRET: {
    schema: z
      .string()
      .min(32, 'needs at least 32 characters')
      .refine(
        (text) => new Set(text.trim()).size >= 12,
        'is too plain, take what `openssl rand -base64 32` gives',
      )
      .refine((text) => !/secret-12345678/.test(text), 'is one that everybody knows')
      .optional(),
    about:
      'Signs sessions and codes. Without it: made once and kept in `DATA_DIR`. Set it where several processes share a database.',
  },
  PREFECTURE: {
    schema: z
      .string()
      .regex(/^\d{4}$/)
      .default('5403'),
    about: 'Division code of the deployment’s own prefecture, four digits.',
  },
  PHONE_COUNTRY: {
    schema: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .default('CN'),
    about: 'Country of phone numbers written without a prefix; numbers of others get no codes.',
  },
  OPERATOR_NAME: {
    schema: z.string().trim().min(2).max(60).optional(),
    about:
      'Who runs it, in full, as the footer, the terms and the privacy policy name them. Set it before anybody else uses it.',
  },
  OPERATOR_ADDRESS: {
    schema: z.string().trim().min(2).max(120).optional(),
    about: 'Where they are, as the privacy policy says it.',
  },
  CREW_CUTOFF_HOURS: {
    schema: z.coerce.number().int().min(0).max(240).default(12),
    about: 'How long before the work begins the leader of a crew can last change who of it comes.',
  },
  CREW_REPLACE_HOURS: {
    schema: z.coerce.number().int().min(1).max(240).default(6),
    about:
      'How long the leader of a crew that has become too few has to bring others, before the employer decides.',
  },
  STATION_PHONE: {
    schema: z
      .string()
      .trim()
      .regex(/^\+?[\d][\d -]{2,18}\d$/, 'must be a phone number, e.g. 0895-4820000')
      .optional(),
    about: 'The service desk’s phone: in the footer, in refusals that send people there, in the texts.',
  },
  STATION_HOURS: {
    schema: z.string().trim().min(2).max(60).optional(),
    about: 'When somebody is at that phone, as people say it, e.g. `周一到周五 9:00–18:00`.',
  },
  ICP_NUMBER: {
    schema: z
      .string()
      .trim()
      .regex(/^\S*ICP备\d{5,12}号(-\d{1,3})?$/, 'must be like 藏ICP备2026000001号-1')
      .optional(),
    about: 'ICP 备案号 of the site, shown in the footer with a link to the register.',
  },
  POLICE_NUMBER: {
    schema: z
      .string()
      .trim()
      .regex(/^\S*公网安备\s*\d{10,16}号$/, 'must be like 藏公网安备54030202000001号')
      .optional(),
    about: '公安备案号 of the site, shown likewise.',
  },
  TEXTS_DIR: {
    schema: z.string().min(1).optional(),
    about:
      'Folder with the operator’s own `terms.md` and `privacy.md`; what is not there is taken from `apps/api/texts`. A text with a new `version` is agreed to anew.',
  },
  MAP_PROVIDER: {
    schema: z.enum(['tianditu', 'amap', 'own']).optional(),
    about:
      'Whose map employers pin a workplace on: `tianditu` or `amap` with `MAP_KEY`, `own` with `MAP_TILES`. Without it: a landmark and the phone’s position.',
  },
  MAP_KEY: {
    schema: z.string().trim().min(8).max(128).optional(),
    about: 'The provider’s key for browsers. Tie it to your own address there: pages show it.',
  },
  MAP_TILES: {
    schema: z
      .url({ protocol: /^https?$/ })
      .refine(
        (url) => ['z', 'x', 'y'].every((name) => url.includes(`{${name}}`)),
        'must hold {z}, {x} and {y}',
      )
      .optional(),
    about:
      'Tiles of a map server of your own in Web Mercator, e.g. `https://map.example.cn/{z}/{x}/{y}.png`.',
  },
  PAGES: {
    schema: zFlagSetting.default(true),
    about: 'Serve the built web pages. `0`: the API and the live connection alone.',
  },
  SMS_PROVIDER: {
    schema: z.enum(['console', 'webhook']).default('console'),
    about:
      'Who sends text messages. `console` writes them to the log, `webhook` hands them to `SMS_WEBHOOK_URL`.',
  },
  SMS_WEBHOOK_URL: {
    schema: z.url({ protocol: /^https?$/ }).optional(),
    about: 'The service that passes text messages on to the city’s own gateway.',
  },
  SMS_WEBHOOK_SECRET: {
    schema: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 bytes in base64')
      .optional(),
    about: 'What that service knows this product’s signature by.',
  },
  FILE_SCANNER: {
    schema: z.enum(['none', 'clamd']).default('none'),
    about:
      'Who looks for viruses in files that people send, after they were drawn anew and before they are stored. `clamd` asks ClamAV’s daemon at `CLAMD_ADDRESS`; while that doesn’t answer no file is taken.',
  },
  CLAMD_ADDRESS: {
    schema: z
      .string()
      .trim()
      .regex(/^(\/.+|[^/]+:\d{1,5})$/, 'must be host:port, or the path of a socket')
      .optional(),
    about: 'Where that daemon listens: `127.0.0.1:3310`, or `/run/clamav/clamd.ctl`.',
  },
  PUSH_SERVICES: {
    schema: z
      .string()
      .default(
        'fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,*.push.apple.com,*.notify.windows.com',
      )
      .transform((list) =>
        list
          .split(',')
          .map((host) => host.trim().toLowerCase())
          .filter(Boolean),
      )
      .pipe(z.array(z.string().regex(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'must be host names'))),
    about:
      'Hosts of browsers’ push services, separated by commas; `*.` stands for any name below. Pushes go to no other.',
  },
  WORDS_DIR: {
    schema: z.string().optional(),
    about:
      'A folder with words in further languages beside those that are built in: the pages’ and those of rules as `<language>/<area>.json`, the API’s as `<language>/api/<area>.json`.',
  },
  TRUST_PROXY: {
    schema: zFlagSetting.default(false),
    about: 'Behind a reverse proxy that sets `X-Real-IP` and `X-Forwarded-Proto`.',
  },
  ABSENT_DAYS: {
    schema: z.coerce.number().int().min(1).max(3650).default(90),
    about:
      'After so many days without use a code alone no longer signs in to an account: the name that stands in it is asked, as the number may be somebody else’s by now. Numbers that were given up are given out again after 90 days at the earliest.',
  },
  ID_NUMBER_KEPT: {
    schema: z.enum(['nothing', 'hash', 'last_four']).default('last_four'),
    about:
      'What is kept of an identity number that a desk checks, beside birth date and sex: `hash` a keyed hash, by which the same person is found twice; `last_four` its last four characters too; `nothing` neither. The number itself is never kept.',
  },
  CAPS: {
    schema: zNumbersSetting('sent_in=20,in_review=6'),
    about:
      'How much one account, employer or person can store, send or have done, where it should differ from the table in `docs/caps.md`: `name=number`, separated by commas.',
  },
  PROXIES: {
    schema: zNumbersSetting('grant_days=365,alarm_takes=40'),
    about:
      'For whom others act: `grant_days` that a grant counts where nobody says until when (365), and `grant_days_max` at most (730), `ends_soon_days` before its last day from which who acts is told of work after it (7); from what on the county desk is told: `alarm_takes` gigs that one takes for others on a day (40), `alarm_share` percent of one’s people at one employer (80) of `alarm_share_from` people or more (8), `alarm_phone` records with one phone (4). `name=number`, separated by commas.',
  },
  CODES: {
    schema: zNumbersSetting('new_address=600,new_all=2000'),
    about:
      'How many sign-in codes are sent in an hour to where, and what is asked when it gets tight, where it should differ from the table in `docs/sign-in-codes.md`: `name=number`, separated by commas.',
  },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).optional(),
    about: 'How much is logged, to stderr as JSON lines. Without it: `warn` on a terminal, else `info`.',
  },
} as const;

type Settled = { [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['schema']> };
export type Settings = Readonly<Settled>;

/** A setting that can't be used; `message` is one line for whoever starts the process. */
export class SettingsError extends Error {}

type Environment = Record<string, string | undefined>;

/** A setting's text from the file that `NAME_FILE` names; undefined where there is no such variable. */
function fromFile(name: string, environment: Environment): string | undefined {
  const file = environment[`${name}_FILE`];
  if (!file) return undefined;
  if (environment[name]) throw new SettingsError(`Setting ${name}: it and ${name}_FILE are set, keep one`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trimEnd();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SettingsError(`Setting ${name}_FILE=${JSON.stringify(file)}: can't be read (${code})`);
  }
  // To go on without it would be to run on another database, or with another secret.
  if (text === '') throw new SettingsError(`Setting ${name}_FILE=${JSON.stringify(file)}: the file is empty`);
  return text;
}

/** What may hold a password. */
const UNSAID = ['SECRET', 'MONGODB_URL', 'REDIS_URL', 'SMS_WEBHOOK_SECRET'];

/**
 * Parses the environment once, at start. Unknown variables are ignored; an empty one counts as absent, but for the
 * secret: whoever set that meant one. Each may come from a file, as containers and services get their secrets:
 * `NAME_FILE` is its path. Throws `SettingsError`.
 */
export function parseSettings(environment: Environment): Settings {
  const settled: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(SETTINGS)) {
    const filed = fromFile(name, environment);
    const given = filed ?? environment[name];
    const result = schema.safeParse(name === 'SECRET' ? given : given || undefined);
    if (!result.success) {
      const value = filed !== undefined || UNSAID.includes(name) ? '' : `=${JSON.stringify(given)}`;
      throw new SettingsError(`Setting ${name}${value}: ${result.error.issues[0]?.message}`);
    }
    settled[name] = result.data;
  }
  return settled as Settings;
}

/** What works, but not as people who rely on it would expect: said at start and to what watches the process. */
export const settingWarnings = ({
  DEMO,
  SMS_PROVIDER,
  PUBLIC_ORIGIN,
  TRUST_PROXY,
}: Pick<Settings, 'DEMO' | 'SMS_PROVIDER' | 'PUBLIC_ORIGIN' | 'TRUST_PROXY'>): readonly string[] => [
  ...(SMS_PROVIDER === 'console' && !DEMO
    ? ['No text message is sent: codes to sign in with are written to the log. Set SMS_PROVIDER=webhook.']
    : []),
  // TLS is never ended here.
  ...(PUBLIC_ORIGIN?.startsWith('https:') && !TRUST_PROXY
    ? [
        'All who come through the proxy count as one address, which is refused as a whole once it asks too much. Have the proxy set X-Real-IP, and set TRUST_PROXY=1.',
      ]
    : []),
];

/** The README's table of settings. */
export function settingsTable(): string {
  const rows = Object.entries(SETTINGS).map(([name, { schema, about }]) => {
    const fallback = schema.safeParse(undefined).data;
    const said = fallback === undefined || fallback instanceof Map ? '' : `\`${String(fallback)}\``;
    return `| \`${name}\` | ${said} | ${about} |`;
  });
  return ['| setting | default | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}
