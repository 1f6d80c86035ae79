import { grantRole, maskPhone, normalisePhone, officeOf } from './modules/identity/public.ts';
import { changeNumberFor } from './modules/number/public.ts';
import { regionByCode } from './modules/regions/public.ts';
import { open, startError } from './open.ts';
import { openDeps } from './open-deps.ts';
import { ProblemError, toProblem } from './platform/problem.ts';
import { SettingsError } from './platform/settings.ts';
import { consoleSms } from './platform/sms.ts';
import { problemTexts } from './words/problems.ts';

const USAGE = `Usage:
  cli.ts grant-admin PHONE
  cli.ts grant-operator PHONE REGION_CODE
  cli.ts change-phone OLD_PHONE NEW_PHONE [NAME]
      (for who was checked at the desk and can't read the old one's messages; with the name that stands in the account
      also where somebody else has the old one by now)`;

async function main([command, phone, code, name]: string[]): Promise<string> {
  const withTwo = command === 'grant-operator' || command === 'change-phone';
  const wanted = command === 'grant-admin' ? phone : withTwo ? phone && code : undefined;
  if (!wanted || !phone) throw new SettingsError(USAGE);
  const opened = await open({ LOG_LEVEL: 'error', ...process.env });
  const { deps, close } = await openDeps({ ...opened, sms: consoleSms(opened.log) });
  try {
    const who = maskPhone(normalisePhone(phone, opened.settings.PHONE_COUNTRY));
    if (!code) {
      await grantRole(deps, phone, { role: 'admin' });
      return `${who} is an admin now.`;
    }
    if (command === 'change-phone') {
      const to = normalisePhone(code, opened.settings.PHONE_COUNTRY);
      await changeNumberFor(deps, phone, to, name);
      return `The account of ${who} has the number ${maskPhone(to)} now, and is signed out everywhere.`;
    }
    const region = await regionByCode(deps, code);
    if (!region) throw new SettingsError(`No region has the code ${code}.`);
    await grantRole(deps, phone, { role: 'operator', regionId: region._id.toString() });
    return `${who} is an operator of ${region.name} now (${officeOf(region)}).`;
  } finally {
    await close();
    await opened.closeDatabase();
  }
}

try {
  console.log(await main(process.argv.slice(2)));
  process.exit(0);
} catch (error) {
  const known =
    error instanceof ProblemError ? toProblem(error, '', problemTexts(undefined)).detail : startError(error);
  console.error(known ?? error);
  process.exit(1);
}
