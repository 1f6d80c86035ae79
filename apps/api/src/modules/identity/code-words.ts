import { localClock, type Moment } from '@linggong/rules/time.ts';
import { wordsOf } from '../../words/words.ts';

const MINUTE_MS = 60_000;
const words = () => wordsOf('identity').codes;

/** Whom to call. Nobody at the station can sign anybody in, so nothing is said of it where there is no phone. */
const call = (phone: string | undefined) => (phone ? words().call({ phone }) : '');

/** The clock time from which on it goes; never one that is too early. */
const since = (until: Moment): string =>
  localClock(new Date(Math.ceil(new Date(until).getTime() / MINUTE_MS) * MINUTE_MS));

/** No more codes are sent for now. */
export const codesUsedUp = (until: Moment, phone: string | undefined): string =>
  words().usedUp({ since: since(until), call: call(phone) });

/** Something is to be done first; a page with script does it by itself. `again`: what came with it didn't count. */
export const challengeAsked = (waitUntil: Moment, phone: string | undefined, again: boolean): string =>
  words().challenge({
    again,
    since: since(waitUntil),
    call: phone ? words().callThen({ phone }) : '',
  });

/** This number had enough of them for now. */
export const numberHadEnough = (until: Moment, phone: string | undefined): string =>
  words().hadEnough({ since: since(until), call: call(phone) });
