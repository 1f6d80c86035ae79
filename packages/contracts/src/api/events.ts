import { zEventsPage, zEventsQuery } from '../events.ts';
import { operation } from './operation.ts';

export const listEvents = operation({
  method: 'get',
  path: '/events',
  tag: 'events',
  summary: 'What came after a place in the event log, as the live connection would have told it',
  query: zEventsQuery,
  answer: zEventsPage,
  problems: ['events.window_passed'],
});
