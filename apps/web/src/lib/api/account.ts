import type { Consent } from '@linggong/contracts/about.ts';
import type {
  Closing,
  CodeSent,
  DemoPeople,
  Devices,
  Me,
  Person,
  PersonChange,
  PhoneConfirmed,
} from '@linggong/contracts/account.ts';
import type { Proof } from '@linggong/contracts/challenge.ts';
import type { Answer, Call } from './client.ts';

/** `proof`: what an `identity.challenge` before it asked for. */
export const requestCode = (
  call: Call,
  phone: string,
  proof: Proof | null = null,
): Promise<Answer<CodeSent>> => call('POST', '/session/code', { body: { phone, proof } });

export const signIn = (
  call: Call,
  phone: string,
  code: string,
  consent: Consent | null,
): Promise<Answer<Me>> => call('POST', '/session', { body: { phone, code, consent } });

export const signOut = (call: Call): Promise<Answer<void>> => call('DELETE', '/session');

/** 404 where the server is no demo. */
export const listDemoPeople = (call: Call): Promise<Answer<DemoPeople>> => call('GET', '/demo/people');

export const signInAsDemo = (call: Call, key: string): Promise<Answer<Me>> =>
  call('POST', '/demo/session', { body: { key } });

export const getClosing = (call: Call): Promise<Answer<Closing>> => call('GET', '/me/closing');

export const closeAccount = (call: Call, phone: string): Promise<Answer<void>> =>
  call('POST', '/me/close', { body: { phone } });

export const changePerson = (call: Call, change: PersonChange): Promise<Answer<Person>> =>
  call('PATCH', '/me/person', { body: change });

export const listDevices = (call: Call): Promise<Answer<Devices>> => call('GET', '/me/devices');

/** Signs one device out. */
export const endDevice = (call: Call, id: string): Promise<Answer<void>> =>
  call('DELETE', `/me/devices/${encodeURIComponent(id)}`);

export const endOtherDevices = (call: Call): Promise<Answer<void>> => call('DELETE', '/me/devices/others');

/** Signs out everywhere, here too. */
export const endAllDevices = (call: Call): Promise<Answer<void>> => call('DELETE', '/me/devices');

/** To the number that one's account has, before it gets another. */
export const sendPhoneCode = (call: Call): Promise<Answer<CodeSent>> => call('POST', '/me/phone/code');

export const confirmPhone = (call: Call, code: string): Promise<Answer<PhoneConfirmed>> =>
  call('POST', '/me/phone/confirm', { body: { code } });

export const sendNewPhoneCode = (call: Call, ticket: string, phone: string): Promise<Answer<CodeSent>> =>
  call('POST', '/me/phone/new-code', { body: { ticket, phone } });

/** Signs all other devices out. */
export const changePhone = (
  call: Call,
  change: { ticket: string; phone: string; code: string },
): Promise<Answer<Me>> => call('PUT', '/me/phone', { body: change });
