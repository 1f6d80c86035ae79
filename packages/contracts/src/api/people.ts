import * as z from 'zod';
import { zMe } from '../account.ts';
import {
  zClaimCode,
  zClaimOffers,
  zClaimProof,
  zClaimSession,
  zDoubles,
  zMerge,
  zMerges,
  zNewMerge,
  zNewPerson,
  zPeople,
  zPeopleQuery,
  zRecordChange,
  zRegistered,
  zTrail,
  zTrailQuery,
  zUnmerged,
} from '../people.ts';
import { zId } from '../scalars.ts';
import { operation } from './operation.ts';

const ofPerson = z.object({ id: zId });
const WRONG = ['region.not_found', 'auth.phone_invalid', 'people.id_number', 'people.known'] as const;

export const registerPerson = operation({
  method: 'post',
  path: '/people',
  tag: 'people',
  summary: 'A desk registers somebody of its region, who needs neither account nor phone',
  who: 'account',
  body: zNewPerson,
  idempotent: true,
  answer: zRegistered,
  status: 201,
  problems: ['auth.forbidden', 'cap.reached', ...WRONG],
});

export const listPeople = operation({
  method: 'get',
  path: '/people',
  tag: 'people',
  summary: 'People of the register in the viewer’s regions, by name in either script',
  who: 'account',
  query: zPeopleQuery,
  answer: zPeople,
  problems: ['auth.forbidden'],
});

export const readPerson = operation({
  method: 'get',
  path: '/people/:id',
  tag: 'people',
  summary: 'A person’s record; that it was looked at is noted in their trail',
  who: 'account',
  params: ofPerson,
  answer: zRegistered,
  problems: ['auth.forbidden', 'person.not_found'],
});

export const changeRecord = operation({
  method: 'patch',
  path: '/people/:id',
  tag: 'people',
  summary: 'Changes what is said in a person’s record',
  who: 'account',
  params: ofPerson,
  body: zRecordChange,
  answer: zRegistered,
  problems: ['auth.forbidden', 'person.not_found', 'people.changed_meanwhile', ...WRONG],
});

export const readTrail = operation({
  method: 'get',
  path: '/people/:id/trail',
  tag: 'people',
  summary: 'What was done in a person’s name and with their record, for the desks in charge',
  who: 'account',
  params: ofPerson,
  query: zTrailQuery,
  answer: zTrail,
  problems: ['auth.forbidden', 'person.not_found'],
});

export const readOwnTrail = operation({
  method: 'get',
  path: '/me/trail',
  tag: 'people',
  summary: 'What others did in one’s own name, and who looked at one’s record',
  who: 'account',
  query: zTrailQuery,
  answer: zTrail,
});

export const listDoubles = operation({
  method: 'get',
  path: '/doubles',
  tag: 'people',
  summary: 'Records of the viewer’s regions that look like one person twice',
  who: 'account',
  answer: zDoubles,
  problems: ['auth.forbidden'],
});

export const sayNotSame = operation({
  method: 'post',
  path: '/doubles/:id/not-same',
  tag: 'people',
  summary: 'Says that two records are of two people; they are not asked about again',
  who: 'account',
  params: z.object({ id: z.string().regex(/^[0-9a-f]{24}:[0-9a-f]{24}$/) }),
  problems: ['auth.forbidden', 'person.not_found'],
});

export const mergePeople = operation({
  method: 'post',
  path: '/merges',
  tag: 'people',
  summary: 'Puts two records of one person together; it can be undone',
  who: 'account',
  body: zNewMerge,
  answer: zMerge,
  status: 201,
  problems: ['auth.forbidden', 'person.not_found', 'people.in_the_way'],
});

export const listMerges = operation({
  method: 'get',
  path: '/people/:id/merges',
  tag: 'people',
  summary: 'Which records were put together with a person’s',
  who: 'account',
  params: ofPerson,
  answer: zMerges,
  problems: ['auth.forbidden', 'person.not_found'],
});

export const undoMerge = operation({
  method: 'post',
  path: '/merges/:id/undo',
  tag: 'people',
  summary: 'Takes two records apart again: each has what it had, and what was made since stays where it is',
  who: 'account',
  params: ofPerson,
  answer: zUnmerged,
  problems: ['auth.forbidden', 'person.not_found', 'people.changed_meanwhile', 'people.in_the_way'],
});

export const issueClaimCode = operation({
  method: 'post',
  path: '/people/:id/claim-code',
  tag: 'people',
  summary: 'A desk that has checked the papers makes a code by which the person signs in on any phone, once',
  who: 'account',
  params: ofPerson,
  answer: zClaimCode,
  status: 201,
  problems: ['auth.forbidden', 'person.not_found', 'people.has_phone', 'cap.reached'],
});

export const signInByClaim = operation({
  method: 'post',
  path: '/session/claim',
  tag: 'people',
  summary: 'Signs in by a desk’s code as the person whose record it is for; it needs no phone number',
  body: zClaimSession,
  answer: zMe,
  problems: ['people.claim_wrong', 'auth.too_many_attempts', 'auth.consent_outdated'],
});

export const listClaimOffers = operation({
  method: 'get',
  path: '/me/claims',
  tag: 'people',
  summary: 'Records without account that have the viewer’s own number',
  who: 'account',
  answer: zClaimOffers,
});

export const claimRecord = operation({
  method: 'post',
  path: '/me/claims',
  tag: 'people',
  summary: 'Takes a record over that has the viewer’s own number, on showing that it is theirs',
  who: 'account',
  body: zClaimProof,
  answer: zMe,
  problems: ['person.not_found', 'people.claim_wrong', 'people.in_the_way', 'auth.too_many_attempts'],
});
