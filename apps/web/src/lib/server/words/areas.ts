// biome-ignore-all format: made by `npm run words` from what modules import; never edited.
import type { Area } from '#lib/words/words.ts';

/** In the frame of every page. */
export const SHARED: readonly Area[] = ['common', 'errors', 'live', 'pay', 'ticket', 'units'];

/** What a page has besides, by its route; null: it has no script. */
export const AREAS: Readonly<Record<string, readonly Area[] | null>> = {
  '/(desk)/desk/(queue)': ['desk', 'posting', 'report'],
  '/(desk)/desk/(queue)/gigs/[id]': ['desk', 'employer', 'posting', 'report'],
  '/(desk)/desk/employers': ['desk', 'report'],
  '/(desk)/desk/employers/[id]': ['desk', 'report'],
  '/(desk)/desk/imports': ['desk', 'imports', 'report'],
  '/(desk)/desk/imports/[id]': ['desk', 'imports', 'report'],
  '/(desk)/desk/public': ['desk', 'posting', 'report'],
  '/(desk)/desk/public/[id]': ['desk', 'employer', 'posting', 'report'],
  '/(desk)/desk/reports': ['desk', 'report'],
  '/(desk)/desk/showings': ['desk', 'report'],
  '/(desk)/desk/undo': ['desk', 'report'],
  '/(employer)/employer': ['employer'],
  '/(employer)/employer/contact/[id]': ['employer', 'number'],
  '/(employer)/employer/gigs/[id]': ['desk', 'employer', 'posting'],
  '/(employer)/employer/gigs/[id]/edit': ['employer', 'posting'],
  '/(employer)/employer/gigs/new': ['employer'],
  '/(employer)/employer/register': ['employer', 'posting'],
  '/(worker)': ['feed'],
  '/(worker)/agree': ['about'],
  '/(worker)/alerts': ['alerts'],
  '/(worker)/gigs/[number]': ['dates', 'gig', 'my', 'offline', 'station'],
  '/(worker)/gigs/[number]/report': ['report'],
  '/(worker)/inbox': ['inbox'],
  '/(worker)/me': ['me', 'posting'],
  '/(worker)/me/close': ['closing'],
  '/(worker)/me/closed': ['closed'],
  '/(worker)/me/notices': ['notice-settings'],
  '/(worker)/me/phone': ['number'],
  '/(worker)/me/showings': ['me', 'station'],
  '/(worker)/my': ['my', 'offline', 'station'],
  '/(worker)/my/[id]': ['my', 'offline', 'station'],
  '/(worker)/my/crew': ['crews'],
  '/(worker)/my/crew/join/[code]': ['crews'],
  '/(worker)/my/crew/take/[number]': ['crews'],
  '/(worker)/not-sent': ['not-sent'],
  '/(worker)/privacy': null,
  '/(worker)/sign-in': ['about', 'sign-in'],
  '/(worker)/terms': null,
  '/offline': null,
  '/offline/unsent': null,
};
