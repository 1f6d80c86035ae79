import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Binary, type Document } from 'bson';
import { MongoClient } from 'mongodb';
import mongoose from 'mongoose';
import { afterEach, expect, test } from 'vitest';
import { makeCredential, startScram } from '../src/auth/scram.ts';
import { type StartOptions, startEmbeddedMongo } from '../src/server.ts';
import { openRaw } from './raw.ts';

let opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.reverse()) await one.close();
  opened = [];
});
const keep = <T extends { close(): unknown }>(one: T): T => {
  opened.push(one);
  return one;
};
const start = async (options: StartOptions = { listen: {} }) => keep(await startEmbeddedMongo(options));
const client = async (url: string) =>
  keep(await MongoClient.connect(url, { serverSelectionTimeoutMS: 2000 }));

test('the exchange of RFC 7677', () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  const credential = makeCredential('user', 'pencil', salt, 4096);
  const conversation = startScram(
    credential,
    'n,,n=user,r=rOprNGfwEbeRWgbNEkqO',
    '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0',
  )!;
  expect(conversation.reply).toBe(
    'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096',
  );
  const bare = 'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
  const proof = 'dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=';
  expect(conversation.finish(`${bare},p=${proof}`)).toBe('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
  expect(conversation.finish(`${bare},p=${proof.replace('d', 'e')}`)).toBeUndefined();
  expect(conversation.finish(`${bare},p=`)).toBeUndefined();
  expect(conversation.finish(`${bare.replace('biws', 'eSws')},p=${proof}`)).toBeUndefined();
  expect(conversation.finish(`${bare}x,p=${proof}`)).toBeUndefined();
});

test.each([
  ['another user', 'n,,n=other,r=abc'],
  ['channel binding', 'p=tls-unique,,n=user,r=abc'],
  ['an extension that must be understood', 'n,,m=x,n=user,r=abc'],
  ['no nonce', 'n,,n=user,r='],
  ['a nonce without end', `n,,n=user,r=${'a'.repeat(257)}`],
  ['in the name of another', 'n,a=other,n=user,r=abc'],
  ['nothing', ''],
])('a first message that can not succeed: %s', (_name, message) => {
  expect(startScram(makeCredential('user', 'pencil'), message)).toBeUndefined();
});

test('on the loopback the URL carries the credential, and driver and mongoose sign in with it', async () => {
  const { url } = await start();
  expect(url).toMatch(/^mongodb:\/\/linggong:[\w-]{43}@127\.0\.0\.1:\d+\/linggong\?/);
  const db = (await client(url)).db();
  await db.collection<Document>('a').insertOne({ _id: 1 as never });
  const { authInfo } = await db.command({ connectionStatus: 1, showPrivileges: true });
  expect(authInfo.authenticatedUsers).toEqual([{ user: 'linggong', db: 'admin' }]);
  expect(authInfo.authenticatedUserPrivileges).toHaveLength(1);
  const connection = await mongoose.createConnection(url).asPromise();
  expect(await connection.collection('a').countDocuments()).toBe(1);
  await connection.close();
  const slow = await client(`${url}&authMechanism=SCRAM-SHA-256&maxPoolSize=20`);
  const all = Array.from({ length: 20 }, () => slow.db().collection('a').findOne());
  expect(new Set((await Promise.all(all)).map((doc) => doc?._id))).toEqual(new Set([1]));
});

test('two starts have two passwords', async () => {
  const [one, two] = [await start(), await start()];
  const [a, b] = [one, two].map(({ url }) => new URL(url).password);
  expect(a).not.toBe(b);
  const wrong = two.url.replace(b!, a!);
  await expect(client(wrong)).rejects.toMatchObject({ code: 18, codeName: 'AuthenticationFailed' });
});

test('wrong password, user, database or mechanism: AuthenticationFailed, and nothing is readable', async () => {
  const { url } = await start();
  const { password } = new URL(url);
  const wrong: [url: string, code: number][] = [
    [url.replace(password, `${password.slice(0, -1)}${password.endsWith('A') ? 'E' : 'A'}`), 18],
    [url.replace('linggong:', 'admin:'), 18],
    [url.replace('authSource=admin', 'authSource=linggong'), 18],
    [`${url}&authMechanism=SCRAM-SHA-1`, 334],
    [`${url}&authMechanism=PLAIN`, 334],
  ];
  for (const [one, code] of wrong) await expect(client(one)).rejects.toMatchObject({ code });
  const nobody = await client(url.replace(/\/\/.*@/, '//'));
  await expect(nobody.db().collection('a').findOne()).rejects.toMatchObject({
    code: 13,
    codeName: 'Unauthorized',
    message: 'Command find requires authentication',
  });
});

test('before signing in only greetings are answered, and no session is made', async () => {
  const { url } = await start();
  const raw = keep(await openRaw(url.replace(/\/\/.*@/, '//')));
  for (const name of ['hello', 'isMaster', 'ping', 'buildInfo', 'connectionStatus', 'logout'])
    expect(await raw.command('admin', { [name]: 1 })).toMatchObject({ ok: 1 });
  for (const name of ['find', 'insert', 'getMore', 'listDatabases', 'dropDatabase', 'endSessions', 'explain'])
    expect(await raw.command('admin', { [name]: 'a' })).toMatchObject({
      ok: 0,
      code: 13,
      errmsg: `Command ${name} requires authentication`,
    });
  expect(await raw.command('admin', { createUser: 'x', pwd: 'y', roles: [] })).toMatchObject({ code: 59 });
  expect(await raw.command('admin', { ping: 1, lsid: raw.lsid })).toMatchObject({ code: 13 });
  const { authInfo } = await raw.command('admin', { connectionStatus: 1 });
  expect(authInfo).toEqual({ authenticatedUsers: [], authenticatedUserRoles: [] });
  const hello = await raw.command('admin', { hello: 1, saslSupportedMechs: 'admin.linggong' });
  expect(hello.saslSupportedMechs).toEqual(['SCRAM-SHA-256']);
  expect(JSON.stringify(hello)).not.toContain(new URL(url).password);
});

test('an exchange out of order, or with rubbish, signs nobody in', async () => {
  const { url } = await start();
  const raw = keep(await openRaw(url.replace(/\/\/.*@/, '//')));
  const say = (text: string) => new Binary(Buffer.from(text));
  const first = { saslStart: 1, mechanism: 'SCRAM-SHA-256', payload: say('n,,n=linggong,r=abc') };
  const next = (payload: unknown, conversationId = 1) => ({ saslContinue: 1, conversationId, payload });
  expect(await raw.command('admin', next(say('')))).toMatchObject({ code: 17 });
  expect(await raw.command('admin', first)).toMatchObject({ ok: 1, done: false, conversationId: 1 });
  expect(await raw.command('admin', next(say('c=biws,r=abc,p=AAAA')))).toMatchObject({ code: 18 });
  expect(await raw.command('admin', next(say('')))).toMatchObject({ code: 17 });
  await raw.command('admin', first);
  expect(await raw.command('admin', next(say(''), 2))).toMatchObject({ code: 17 });
  await raw.command('admin', first);
  expect(await raw.command('admin', next(7))).toMatchObject({ code: 14 });
  expect(await raw.command('admin', next(say('')))).toMatchObject({ code: 18 });
  expect(await raw.command('linggong', first)).toMatchObject({ code: 18 });
  expect(await raw.command('admin', { find: 'a' })).toMatchObject({ code: 13 });
});

test('logout ends it for that connection', async () => {
  const { url } = await start();
  const db = (await client(`${url}&maxPoolSize=1`)).db();
  await db.collection('a').insertOne({});
  await db.command({ logout: 1 });
  await expect(db.command({ connectionStatus: 1 })).rejects.toMatchObject({ code: 13 });
});

test('auth: false asks for nothing; the unix socket needs none, and can have one', async () => {
  const free = await start({ listen: {}, auth: false });
  expect(free.url).not.toContain('@');
  expect(await (await client(free.url)).db().collection('a').countDocuments()).toBe(0);
  await expect(client(free.url.replace('//', '//linggong:x@'))).rejects.toMatchObject({ code: 18 });
  const socket = await start({});
  expect(socket.url).not.toContain('@');
  const both = await start({ auth: true });
  expect(await (await client(both.url)).db().collection('a').countDocuments()).toBe(0);
  const nobody = await client(both.url.replace(/\/\/.*@/, '//'));
  await expect(nobody.db().collection('a').findOne()).rejects.toMatchObject({ code: 13 });
});

const ended = async (socket: Socket) => {
  if (!socket.closed) await once(socket, 'close');
};

test('who has not signed in can not send much', async () => {
  const { url } = await start();
  const port = Number(new URL(url).port);
  const large = Buffer.alloc(17 * 1024);
  large.writeInt32LE(large.length, 0);
  large.writeInt32LE(2013, 12);
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write(large.subarray(0, 16));
  await ended(socket);
  const signedIn = await client(url);
  await signedIn
    .db()
    .collection('a')
    .insertOne({ text: 'x'.repeat(1e6) });
  expect(await signedIn.db().collection('a').countDocuments()).toBe(1);
});

/** A thousand connections, a hundred at a time: a queue of the system's holds no more. */
async function thousand(open: () => Socket): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < 1000) {
    const some = Array.from({ length: 100 }, open);
    await Promise.all(some.map((socket) => once(socket, 'connect')));
    for (const socket of some) socket.on('error', () => undefined);
    sockets.push(...some);
  }
  return sockets;
}

test('strangers give way to who signs in; beyond the limit a client is told why', async () => {
  const { url } = await start();
  const port = Number(new URL(url).port);
  const strangers = await thousand(() => connect(port, '127.0.0.1'));
  const first = strangers[0]!;
  const db = (await client(url)).db();
  expect(await db.collection('a').countDocuments()).toBe(0);
  await ended(first);
  for (const socket of strangers) socket.destroy();

  const free = await start({ listen: {}, auth: false });
  const many = await thousand(() => connect(Number(new URL(free.url).port), '127.0.0.1'));
  await expect(client(free.url)).rejects.toThrow('There are too many open connections: 1000');
  for (const socket of many) socket.destroy();
  await Promise.all(many.map(ended));
  expect(await (await client(free.url)).db().collection('a').countDocuments()).toBe(0);
});
