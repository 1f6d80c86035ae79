import * as z from 'zod';
import { zChallenge } from './challenge.ts';
import { zOfferChange } from './offer.ts';
import { zKnownPerson } from './people.ts';

/** Every error code of the API with its HTTP status. Codes are stable; the sentences are not. */
export const PROBLEMS = {
  'request.invalid': 400,
  'request.malformed': 400,
  'request.too_large': 413,
  'request.unsupported_type': 415,
  'request.origin': 403,
  'request.rate_limited': 429,
  'cap.reached': 429,
  'request.idempotency_key_reused': 422,
  'request.idempotency_running': 409,
  'request.not_found': 404,
  'request.timeout': 503,
  'request.broken_off': 400,
  'auth.required': 401,
  'auth.forbidden': 403,
  'auth.phone_invalid': 400,
  'auth.code_wrong': 400,
  'auth.code_expired': 400,
  'auth.code_old': 400,
  'auth.too_many_codes': 429,
  'auth.too_many_attempts': 429,
  'auth.whose_number': 409,
  'auth.name_wrong': 400,
  'identity.challenge': 428,
  'auth.demo_only': 404,
  'session.not_found': 404,
  'auth.consent_required': 403,
  'auth.consent_outdated': 409,
  'region.not_found': 404,
  'employer.not_found': 404,
  'employer.exists': 409,
  'employer.suspended': 403,
  'employer.not_suspended': 409,
  'person.not_found': 404,
  'people.id_number': 400,
  'people.known': 409,
  'people.changed_meanwhile': 409,
  'people.in_the_way': 409,
  'people.with_merges': 409,
  'people.has_phone': 409,
  'people.has_account': 409,
  'people.at_work': 409,
  'people.claim_wrong': 400,
  'gig.not_found': 404,
  'gig.gone': 410,
  'gig.in_review': 404,
  'gig.changed_meanwhile': 409,
  'gig.wrong_state': 409,
  'gig.blocked': 422,
  'gig.terms_changed': 409,
  'review.taken': 409,
  'review.decided': 409,
  'review.too_late': 409,
  'review.unread_flags': 409,
  'booking.of_crew': 409,
  'crew.not_found': 404,
  'crew.cannot': 409,
  'crew.not_accepted': 409,
  'crew.wrong_state': 409,
  'crew.too_late': 409,
  'booking.not_found': 404,
  'booking.refused': 409,
  'booking.wrong_state': 409,
  'report.not_found': 404,
  'report.handled': 409,
  'account.phone_mismatch': 400,
  'account.still_needed': 409,
  'account.confirm_first': 403,
  'account.phone_taken': 409,
  'booking.given_back': 409,
  'booking.attended': 409,
  'booking.changed_meanwhile': 409,
  'booking.not_agreed': 409,
  'contact.no_reason': 403,
  'contact.no_name': 403,
  'contact.none': 404,
  'alert.not_found': 404,
  'alert.too_many': 409,
  'file.not_found': 404,
  'file.link_ended': 410,
  'file.unreadable': 422,
  'file.busy': 429,
  'file.own_busy': 429,
  'file.infected': 422,
  'file.not_scanned': 503,
  'import.not_found': 404,
  'import.unreadable': 422,
  'import.own_busy': 429,
  'import.busy': 429,
  'import.too_many': 429,
  'import.wrong_state': 409,
  'import.changed_meanwhile': 409,
  'grant.not_found': 404,
  'grant.refused': 409,
  'roll.not_found': 404,
  'roll.wrong_state': 409,
  'events.window_passed': 410,
  'live.websocket_only': 400,
  'server.error': 500,
  'server.unavailable': 503,
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** RFC 9457 problem details. */
export const zProblem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** What happened, what was kept, what to do. */
    detail: z.string(),
    /** Id of the request, for whoever is asked about it. */
    instance: z.string(),
    code: z.string(),
    /** With `request.invalid`: each field that is wrong. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /**
     * With `booking.refused`: why. With `auth.too_many_codes`: `just_sent` where one is on its way, `not_sent` where it
     * could not be sent. With `gig.blocked`: the flags.
     */
    refusal: z.string().optional(),
    flags: z.array(z.unknown()).optional(),
    retryAfterSeconds: z.int().optional(),
    /** With `identity.challenge`: what is to be done, or waited for, before it is asked again with it. */
    challenge: zChallenge.optional(),
    /** With `auth.whose_number`: goes with the answer to it, at `POST /session/returning`. */
    ticket: z.string().optional(),
    /**
     * With `import.changed_meanwhile`: what is no longer as it was shown, e.g. a column's field, or how many rows are
     * new.
     */
    differences: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })).optional(),
    /** With `crew.cannot`: who can't come and why, and of the others who could, if they are enough. */
    cannot: z.array(z.object({ personId: z.string(), refusal: z.string(), detail: z.string() })).optional(),
    rest: z.array(z.string()).optional(),
    /** With `gig.terms_changed`: what is no longer as it was shown, and the version that says it. */
    changes: z.array(zOfferChange).optional(),
    version: z.int().optional(),
    /**
     * With `gig.gone` and `gig.in_review`: the viewer holds or held some of it, and their number may have been shown
     * for it.
     */
    held: z.boolean().optional(),
    /** With `people.known`: the record that is there, as far as who asks may see it. */
    known: zKnownPerson.optional(),
    /** With a file that was refused: what stood beside it in its form. */
    sent: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof zProblem>;
