import type { Settings } from '../../platform/settings.ts';

type Operator = {
  name: string | null;
  address: string | null;
  phone: string | null;
  hours: string | null;
  icp: string | null;
  police: string | null;
};

/** The demo's own: nobody's number, nobody's register entry. */
const DEMO: Operator = {
  name: '零工集市演示站',
  address: null,
  phone: '0895-0000000',
  hours: '周一到周五 9:00–18:00',
  icp: null,
  police: null,
};

/** Who runs it, as far as it is set; nothing is made up beside the demo. */
export function operatorOf(settings: Settings): Operator {
  const fallback = settings.DEMO ? DEMO : null;
  return {
    name: settings.OPERATOR_NAME ?? fallback?.name ?? null,
    address: settings.OPERATOR_ADDRESS ?? fallback?.address ?? null,
    phone: settings.STATION_PHONE ?? fallback?.phone ?? null,
    hours: settings.STATION_HOURS ?? fallback?.hours ?? null,
    icp: settings.ICP_NUMBER ?? fallback?.icp ?? null,
    police: settings.POLICE_NUMBER ?? fallback?.police ?? null,
  };
}
