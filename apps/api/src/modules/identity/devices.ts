import type { Device } from '@linggong/contracts/account.ts';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.ts';
import type { Viewer } from '../../platform/http/env.ts';
import { problem } from '../../platform/problem.ts';
import { requireMay } from './access.ts';
import { deviceName } from './device-name.ts';
import { dropSessions, endingSessions } from './live-sessions.ts';
import { openSessionsOf, type WhichSessions } from './repository/sessions.ts';
import { endedCookie } from './session-cookie.ts';

/** So many are listed; ending all others ends those beyond too. */
const LISTED = 100;

/** The devices that are signed in to the viewer's account. */
export async function myDevices(deps: Deps, viewer: Viewer | null): Promise<Device[]> {
  requireMay(viewer, 'device.keep');
  const sessions = await openSessionsOf(deps, new Types.ObjectId(viewer.accountId), LISTED);
  const devices = sessions.map(({ _id, userAgent, createdAt, seenAt }) => ({
    id: _id.toHexString(),
    name: deviceName(userAgent),
    signedInAt: createdAt.toISOString(),
    seenAt: (seenAt ?? createdAt).toISOString(),
    here: _id.toHexString() === viewer.sessionId,
  }));
  return devices.sort((a, b) => Number(b.here) - Number(a.here) || b.seenAt.localeCompare(a.seenAt));
}

/** Ends sessions with their live connections and their pushes. Gives their ids. */
async function end(deps: Deps, which: WhichSessions): Promise<string[]> {
  let ended: string[] = [];
  await endingSessions(deps, async () => {
    ended = await dropSessions(deps, which);
    return ended;
  });
  return ended;
}

/**
 * Signs one device of the viewer's out; gives the cookie to be set where it is the one that asks. Throws
 * `session.not_found` for one that is not theirs, or no longer signed in.
 */
export async function endDevice(deps: Deps, viewer: Viewer | null, id: string): Promise<string | null> {
  requireMay(viewer, 'device.keep');
  const ended = await end(deps, {
    accountId: new Types.ObjectId(viewer.accountId),
    only: [new Types.ObjectId(id)],
  });
  if (ended.length === 0) throw problem('session.not_found');
  return id === viewer.sessionId ? endedCookie(deps.settings) : null;
}

/** Signs out all devices of the viewer's but the one that asks. */
export async function endOtherDevices(deps: Deps, viewer: Viewer | null): Promise<void> {
  requireMay(viewer, 'device.keep');
  const but = new Types.ObjectId(viewer.sessionId);
  await end(deps, { accountId: new Types.ObjectId(viewer.accountId), but });
}

/** Signs out all devices of the viewer's; gives the cookie to be set on the one that asks. */
export async function endAllDevices(deps: Deps, viewer: Viewer | null): Promise<string> {
  requireMay(viewer, 'device.keep');
  await end(deps, { accountId: new Types.ObjectId(viewer.accountId) });
  return endedCookie(deps.settings);
}
