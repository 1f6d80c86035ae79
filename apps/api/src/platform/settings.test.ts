import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseSettings, SettingsError, settingWarnings } from './settings.ts';

test('nothing set is a whole set of settings; an empty variable counts as absent', () => {
  const settings = parseSettings({ PORT: '', PUBLIC_ORIGIN: '', UNKNOWN: 'x' });
  expect(settings).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    DEMO: false,
    PREFECTURE: '5403',
    PAGES: true,
  });
  expect(settings.SECRET).toBeUndefined();
  expect(settings).not.toHaveProperty('UNKNOWN');
});

test.each([
  ['PORT', '70000'],
  ['PORT', 'abc'],
  ['PUBLIC_ORIGIN', 'example.cn'],
  ['MONGODB_URL', 'localhost:27017'],
  ['MONGODB_DATABASE', 'a b'],
  ['DEMO', 'perhaps'],
  ['SECRET', 'short'],
  ['SECRET', ''],
  ['SECRET', ' '.repeat(40)],
  ['SECRET', 'a'.repeat(40)],
  ['SECRET', 'better-auth-secret-12345678901234567890'],
  ['PREFECTURE', '540302'],
  ['LOG_LEVEL', 'loud'],
  ['SMS_PROVIDER', 'pigeon'],
  ['SMS_WEBHOOK_URL', 'ftp://sms.example.cn'],
  ['SMS_WEBHOOK_SECRET', 'whsec_short'],
  ['STATION_PHONE', '打电话'],
  ['CODES', 'new_all=0'],
  ['CODES', 'new_all'],
  ['ICP_NUMBER', '备案中'],
  ['POLICE_NUMBER', '54030202000001'],
])('%s=%s is named, in one line', (name, value) => {
  expect(() => parseSettings({ [name]: value })).toThrow(SettingsError);
  expect(() => parseSettings({ [name]: value })).toThrow(new RegExp(`^Setting ${name}\\b.*: \\S.*$`));
});

test.each(['SECRET', 'MONGODB_URL', 'SMS_WEBHOOK_SECRET'])('the value of %s is not said again', (name) => {
  expect.assertions(1);
  try {
    parseSettings({ [name]: 'hunter2' });
  } catch (error) {
    expect((error as Error).message).not.toContain('hunter2');
  }
});

describe('from a file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'linggong-settings-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (text: string) => {
    const made = path.join(folder, String(Math.random()));
    writeFileSync(made, text);
    return made;
  };
  const said = (environment: Record<string, string>): string => {
    try {
      parseSettings(environment);
      return 'nothing';
    } catch (error) {
      expect(error).toBeInstanceOf(SettingsError);
      return (error as Error).message;
    }
  };

  test.each(['', '\n', '\r\n'])('what it ends with is no part of it: %j', (end) => {
    const url = 'mongodb://linggong:hunter2@mongo-1/?replicaSet=rs0';
    expect(parseSettings({ MONGODB_URL_FILE: file(url + end) }).MONGODB_URL).toBe(url);
  });
  test('every setting can come from one, an empty variable names none', () => {
    expect(parseSettings({ PORT_FILE: file('8080'), HOST_FILE: '' })).toMatchObject({
      PORT: 8080,
      HOST: '127.0.0.1',
    });
  });
  test('a wrong one is named without its text', () => {
    expect(said({ PORT_FILE: file('hunter2') })).toMatch(/^Setting PORT: \S/);
    expect(said({ PORT_FILE: file('hunter2') })).not.toContain('hunter2');
    expect(said({ SECRET_FILE: file('short') })).toMatch(/^Setting SECRET: needs at least 32/);
  });
  test('one that is not there, empty or doubled stops the start', () => {
    expect(said({ MONGODB_URL_FILE: '/nowhere/url' })).toMatch(
      /^Setting MONGODB_URL_FILE="\/nowhere\/url": can't be read \(ENOENT\)$/,
    );
    for (const name of ['MONGODB_URL', 'SECRET'])
      expect(said({ [`${name}_FILE`]: file('\n') })).toMatch(
        new RegExp(`^Setting ${name}_FILE=.*: the file is empty$`),
      );
    expect(said({ PORT: '3000', PORT_FILE: file('3000') })).toBe(
      'Setting PORT: it and PORT_FILE are set, keep one',
    );
  });
});

test('an origin is kept without path or slash', () => {
  expect(parseSettings({ PUBLIC_ORIGIN: 'https://gongji.example.cn/' }).PUBLIC_ORIGIN).toBe(
    'https://gongji.example.cn',
  );
});

test.each([
  [{}, 1],
  [{ DEMO: '1' }, 0],
  [{ SMS_PROVIDER: 'webhook' }, 0],
])('codes that only the log gets are warned of: %j', (environment, warnings) => {
  expect(settingWarnings(parseSettings(environment))).toHaveLength(warnings);
});

const WEBHOOK = { SMS_PROVIDER: 'webhook' };
test.each([
  [{ PUBLIC_ORIGIN: 'https://a.example' }, 1],
  [{ PUBLIC_ORIGIN: 'https://a.example', TRUST_PROXY: '1' }, 0],
  [{ PUBLIC_ORIGIN: 'http://127.0.0.1:3000' }, 0],
  [{}, 0],
])('a proxy whose word is not taken is warned of: %j', (environment, warnings) => {
  const said = settingWarnings(parseSettings({ ...WEBHOOK, ...environment }));
  expect(said.filter((warning) => warning.includes('TRUST_PROXY=1'))).toHaveLength(warnings);
  expect(said).toHaveLength(warnings);
});
