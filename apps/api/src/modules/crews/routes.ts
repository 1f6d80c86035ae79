import * as api from '@linggong/contracts/api/crews.ts';
import type { Hono } from 'hono';
import type { Deps } from '../../deps.ts';
import type { ApiEnv, Viewer } from '../../platform/http/env.ts';
import { serve } from '../../platform/http/serve.ts';
import { requireSignedIn } from '../identity/public.ts';
import { bookCrew } from './book.ts';
import { takeOutOfCrewBooking } from './change.ts';
import {
  addMember,
  changeCrew,
  createCrew,
  deleteCrew,
  joinCrew,
  leaveCrew,
  readInvitation,
} from './crew.ts';
import { acceptCrew, declineCrew } from './decide.ts';
import type { CrewBookingRecord, CrewRecord } from './model.ts';
import { crewBooking, gigCrews, myCrews, readCrewBooking, withdrawnCrew } from './queries.ts';
import { addToCrewBooking, replaceInCrew } from './replace.ts';
import { toCrews } from './views.ts';
import { waitWithCrew } from './waits.ts';

export function registerCrewRoutes(app: Hono<ApiEnv>, deps: Deps): void {
  const crew = async (record: Promise<CrewRecord>) => (await toCrews(deps, [await record]))[0]!;
  const led = async (viewer: Viewer | null, record: Promise<CrewBookingRecord>) => {
    const done = await record;
    requireSignedIn(viewer);
    return crewBooking(deps, done, viewer);
  };
  const decided = async (record: Promise<CrewBookingRecord>) => crewBooking(deps, await record, 'employer');
  serve(app, api.listMyCrews, ({ viewer }) => myCrews(deps, viewer));
  serve(app, api.createCrew, ({ viewer, body }) => crew(createCrew(deps, viewer, body)));
  serve(app, api.changeCrew, ({ viewer, params, body }) => crew(changeCrew(deps, viewer, params.id, body)));
  serve(app, api.deleteCrew, ({ viewer, params }) => deleteCrew(deps, viewer, params.id));
  serve(app, api.readInvitation, ({ viewer, params }) => readInvitation(deps, viewer, params.code));
  serve(app, api.joinCrew, ({ viewer, params }) => joinCrew(deps, viewer, params.code));
  serve(app, api.leaveCrew, ({ viewer, params }) => leaveCrew(deps, viewer, params.id, params.person));
  serve(app, api.addCrewMember, ({ viewer, params, body }) =>
    crew(addMember(deps, viewer, params.id, body.personId)),
  );
  serve(app, api.bookCrew, ({ viewer, params, body }) =>
    led(viewer, bookCrew(deps, viewer, params.id, { gig: params.gig, ...body })),
  );
  serve(app, api.getCrewBooking, ({ viewer, params }) => readCrewBooking(deps, viewer, params.id));
  serve(app, api.withdrawCrew, ({ viewer, params, body }) =>
    withdrawnCrew(deps, viewer, params.id, body.shiftIds),
  );
  serve(app, api.replaceInCrew, ({ viewer, params, body }) =>
    led(viewer, replaceInCrew(deps, viewer, params.id, body)),
  );
  serve(app, api.addToCrewBooking, ({ viewer, params, body }) =>
    led(viewer, addToCrewBooking(deps, viewer, params.id, body)),
  );
  serve(app, api.takeOutOfCrewBooking, ({ viewer, params, query }) =>
    led(viewer, takeOutOfCrewBooking(deps, viewer, params.id, params.person, query.shifts ?? null)),
  );
  serve(app, api.listGigCrews, async ({ viewer, params }) => ({
    items: await gigCrews(deps, viewer, params.gig),
  }));
  serve(app, api.acceptCrew, ({ viewer, params, body }) =>
    decided(acceptCrew(deps, viewer, params.id, body)),
  );
  serve(app, api.declineCrew, ({ viewer, params }) => decided(declineCrew(deps, viewer, params.id)));
  serve(app, api.waitWithCrew, ({ viewer, params, body }) => waitWithCrew(deps, viewer, params, body));
}
