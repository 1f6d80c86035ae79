import type { Alert, AlertChange, Alerts, NewAlert } from '@linggong/contracts/alert.ts';
import type { Answer, Call } from './client.ts';

export const listAlerts = (call: Call): Promise<Answer<Alerts>> => call('GET', '/me/alerts');

/** Saving the same filter again gives the alert that is there. */
export const saveAlert = (call: Call, alert: NewAlert): Promise<Answer<Alert>> =>
  call('POST', '/me/alerts', { body: alert });

export const changeAlert = (call: Call, id: string, change: AlertChange): Promise<Answer<Alert>> =>
  call('PATCH', `/me/alerts/${id}`, { body: change });

export const deleteAlert = (call: Call, id: string): Promise<Answer<void>> =>
  call('DELETE', `/me/alerts/${id}`);
