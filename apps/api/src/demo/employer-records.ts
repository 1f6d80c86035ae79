import type { Types } from 'mongoose';
import { type EmployerRecord, type VerificationRecord, validUntil } from '../modules/employers/public.ts';
import { DEMO_EMPLOYERS, type DemoEmployer, demoCreditCode } from './employers.ts';
import { demoId } from './ids.ts';
import { DEMO_PEOPLE } from './people.ts';
import { demoPhone, EMPLOYER_PHONES_FROM } from './persons.ts';
import type { DemoPlace } from './places.ts';
import { daysFrom } from './times.ts';

const REGISTERED_BEFORE_DAYS = 3;
const UNVERIFIED_SINCE_DAYS = 8;

/** The demo's employers as they are stored. `operators` are accounts by the code of the region they look after. */
export function employerRecords(
  places: ReadonlyMap<string, DemoPlace>,
  now: Date,
): { employers: EmployerRecord[]; byKey: Map<string, EmployerRecord> } {
  const employers = DEMO_EMPLOYERS.map((employer, index): EmployerRecord => {
    const { region } = places.get(employer.region)!;
    const at = employer.verified && daysFrom(now, -employer.verified.daysAgo);
    const member = DEMO_PEOPLE.find((person) => person.employer === employer.key);
    return {
      _id: demoId('employer', employer.key),
      name: employer.name,
      kind: employer.kind,
      creditCode: employer.kind === 'household' ? null : demoCreditCode(employer.region, index),
      regionId: region._id,
      regionPath: region.path,
      contactPhone: member?.phone ?? demoPhone(EMPLOYER_PHONES_FROM + index),
      verification: at
        ? {
            checks: employer.verified!.checks,
            byOffice: employer.verified!.byOffice,
            at,
            validUntil: validUntil(at),
          }
        : null,
      sourceName: null,
      createdAt: daysFrom(at ?? daysFrom(now, -UNVERIFIED_SINCE_DAYS), -REGISTERED_BEFORE_DAYS),
    };
  });
  return {
    employers,
    byKey: new Map(employers.map((record, index) => [DEMO_EMPLOYERS[index]!.key, record])),
  };
}

const NOTES: Record<DemoEmployer['kind'], string> = {
  household: '上门看过，身份证核对无误。',
  business: '营业执照与现场一致。',
  public_body: '批复文件和授权书原件已看。',
  agency: '人力资源服务许可证在有效期内，授权书已看。',
};

export function verificationRecords(
  employers: readonly EmployerRecord[],
  operatorOver: (path: readonly Types.ObjectId[]) => Types.ObjectId,
): Omit<VerificationRecord, '_id'>[] {
  return employers.flatMap(({ _id, kind, regionPath, verification }) =>
    verification
      ? [{ ...verification, employerId: _id, note: NOTES[kind], byAccountId: operatorOver(regionPath) }]
      : [],
  );
}
