import type { CodeSent } from '@linggong/contracts/account.ts';
import type { Employer } from '@linggong/contracts/employer.ts';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { invalid } from '../../platform/problem.ts';
import { wordsOf } from '../../words/words.ts';
import {
  accountById,
  codeText,
  languageOf,
  normalisePhone,
  redeemNumberCode,
  requireMay,
  sendNumberCode,
} from '../identity/public.ts';
import { contactChanged } from './events.ts';
import type { EmployerRecord } from './model.ts';
import { setContactPhone } from './repository/save.ts';
import { authorityOver, visibleEmployer } from './usecases.ts';
import { toEmployer } from './views.ts';

const purposeFor = ({ _id }: Pick<EmployerRecord, '_id'>) => `contact ${_id.toHexString()}`;

/** Throws `employer.not_found` for who may not see it, `auth.forbidden` for who doesn't belong to it. */
async function ownEmployer(deps: Deps, viewer: Viewer | null, id: string) {
  const employer = await visibleEmployer(deps, viewer, id);
  requireMay(viewer, 'employer.change_contact', authorityOver(employer));
  return { viewer, employer };
}

/** Sends a code to the number that people are to call for an employer. */
export async function sendContactCode(
  deps: Deps,
  asker: Viewer | null,
  id: string,
  given: { phone: string; clientIp: string },
): Promise<CodeSent> {
  const { viewer, employer } = await ownEmployer(deps, asker, id);
  const phone = normalisePhone(given.phone, deps.settings.PHONE_COUNTRY);
  const { clientIp } = given;
  const language = await languageOf(deps, viewer.personId);
  return sendNumberCode(deps, viewer, {
    phone,
    purpose: purposeFor(employer),
    clientIp,
    text: (code) => codeText('take', code, language),
  });
}

/**
 * Lets people reach an employer by another number: the member's own, or one whose code they bring, so that nobody is
 * called for what they never posted. Throws `employer.not_found`, `auth.forbidden`, and as codes are refused.
 */
export async function changeContact(
  deps: Deps,
  asker: Viewer | null,
  id: string,
  given: { phone: string; code: string | null; clientIp: string },
): Promise<Employer> {
  const { viewer, employer } = await ownEmployer(deps, asker, id);
  const phone = normalisePhone(given.phone, deps.settings.PHONE_COUNTRY);
  if (phone === employer.contactPhone) return toEmployer(deps, employer);
  const account = await accountById(deps, viewer.accountId);
  if (phone !== account.phoneNumber) {
    const { code, clientIp } = given;
    if (code === null) throw invalid([{ path: ['code'], message: wordsOf('employers').codeFirst }]);
    await redeemNumberCode(deps, viewer, { phone, purpose: purposeFor(employer), clientIp, code });
  }
  const employerId = employer._id.toHexString();
  await deps.transaction(async () => {
    await setContactPhone(deps, employer._id, phone);
    await contactChanged.tell(deps, { employerId, byAccountId: viewer.accountId }, employer);
  });
  return toEmployer(deps, { ...employer, contactPhone: phone });
}
