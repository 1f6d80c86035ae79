import type { Employer } from '@linggong/contracts/employer.ts';
import type { Deps } from '../../deps.ts';
import { placeNames, regionById } from '../regions/public.ts';
import type { EmployerRecord } from './model.ts';
import { suspensionOf } from './suspension.ts';
import { toVerification, verificationState } from './verification.ts';

/** What an employer's members and the operators of its region see. */
export async function toEmployer(deps: Deps, employer: EmployerRecord): Promise<Employer> {
  const region = employer.regionId ? await regionById(deps, employer.regionId) : null;
  return {
    id: employer._id.toString(),
    name: employer.name,
    kind: employer.kind,
    creditCode: employer.creditCode,
    regionId: employer.regionId?.toString() ?? null,
    regionNames: region ? placeNames(region) : [],
    contactPhone: employer.contactPhone,
    verification: employer.verification && toVerification(employer.verification),
    verificationState: verificationState(employer, deps.clock()),
    suspension: suspensionOf(employer, deps.clock()),
    createdAt: employer.createdAt.toISOString(),
  };
}
