import type { ContractApi } from '../../asking/contract-api.ts';
import { GROUPS } from '../../outcome/result.ts';
import { bodyRequirements } from './bodies.ts';
import { eventsRequirements } from './events.ts';
import { framingRequirements } from './framing.ts';
import { keyRequirements } from './keys.ts';
import { pageRequirements } from './pages.ts';
import { BASE_PATH, visitsProbe } from './probe.ts';
import { replyRequirements } from './replies.ts';
import { searchRequirements } from './search.ts';
import { sessionCountRequirements } from './session-counts.ts';
import { userRequirements } from './user.ts';
import { windowRequirements } from './windows.ts';

/** v2, as OpenReplay is deployed since 2026. */
export const v2Api: ContractApi = {
  id: 'v2',
  name: 'v2',
  basePaths: [BASE_PATH, '/public'],
  probe: visitsProbe,
  rows: [
    ...replyRequirements,
    ...pageRequirements,
    ...windowRequirements,
    ...bodyRequirements,
    ...framingRequirements,
    ...keyRequirements,
    ...userRequirements,
    ...searchRequirements,
    ...eventsRequirements,
    ...sessionCountRequirements,
  ],
  leavesOut: [
    // dates are in the body, have one reading, and its content type and keys have rows of their own
    'REQUEST-02',
    'REQUEST-07',
    'REQUEST-27',
    'WINDOW-12',
    'WINDOW-13',
    // every range must be answered
    'WINDOW-26',
    // of two keys the first is taken
    'WIRE-09',
    // lists are requested with POST, which has no HEAD counterpart
    'WIRE-31',
    'WIRE-32',
    'WIRE-33',
    'WIRE-34',
    'WIRE-35',
    // caches do not store the reply to POST either
    'ROBUST-49',
    'ROBUST-48',
    // refusals of keys, paths and methods have no body
    'ROBUST-07',
    'ROBUST-13',
    'ROBUST-14',
    'ORDER-06',
  ],
  // the product's nginx allows any origin with credentials, and browsers do not send the key on their own
  shoulds: ['ROBUST-44'],
  words: { events: 'sessions', start_date: 'startTimestamp', end_date: 'endTimestamp' },
  sources: Object.fromEntries(GROUPS.map((group) => [group, 'observed: v2'])),
};
