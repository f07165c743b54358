import type { ContractApi } from '../../asking/contract-api.ts';
import { GROUPS } from '../../outcome/result.ts';
import { userAsk } from './asks.ts';
import { dateRequirements } from './dates.ts';
import { durationRequirements } from './durations.ts';
import { eventsRequirements } from './events.ts';
import { listRequirements } from './list.ts';
import { BASE_PATH, summariesProbe } from './probe.ts';
import { refusalRequirements } from './refusals.ts';
import { replyRequirements } from './replies.ts';
import { userRequirements } from './user.ts';

/** v1, as OpenReplay was deployed from 2021 to 2026. */
export const v1Api: ContractApi = {
  id: 'v1',
  name: 'v1',
  basePaths: [BASE_PATH, '/v1'],
  probe: summariesProbe,
  rows: [
    ...replyRequirements,
    ...listRequirements,
    ...dateRequirements,
    ...userRequirements,
    ...eventsRequirements,
    ...durationRequirements,
    ...refusalRequirements,
  ],
  // it takes numbers in unusual spellings, refuses keys with 401 or 403, its dates have one reading, and each range must
  // be answered
  leavesOut: ['WINDOW-10', 'WINDOW-13', 'WINDOW-26', 'AUTH-10', 'ROBUST-07', 'ROBUST-13', 'ORDER-06'],
  // paths are decoded before they are routed, and all but the two dates is ignored, with & alone between parameters
  musts: ['REQUEST-05', 'REQUEST-12', 'REQUEST-25', 'REQUEST-27'],
  // it lets any origin in together with credentials, and its key is none that a browser adds by itself
  shoulds: ['ROBUST-44'],
  // the documented API has nothing at a user's own path
  isEmptyListOwn: async (context) => {
    const { exchanges, lists } = context;
    const exchange = await exchanges.ask(userAsk(context, encodeURIComponent(lists.user)));
    const body = exchanges.bodyOf(exchange);
    return exchange.reply?.status === 200 && body !== null && typeof body === 'object' && 'data' in body;
  },
  words: { events: 'sessions' },
  sources: Object.fromEntries(GROUPS.map((group) => [group, 'observed: v1'])),
};
