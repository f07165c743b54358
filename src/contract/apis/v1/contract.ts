import type { ContractApi } from '../../asking/contract-api.ts';
import { GROUPS } from '../../outcome/result.ts';
import { dateRequirements } from './dates.ts';
import { eventsRequirements } from './events.ts';
import { listRequirements } from './list.ts';
import { getUser } from './operations.ts';
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
    ...refusalRequirements,
  ],
  // it takes numbers in unusual spellings, refuses keys with 401 or 403, and its dates have one reading
  leavesOut: ['WINDOW-10', 'WINDOW-13', 'AUTH-10', 'ROBUST-07', 'ROBUST-13', 'ORDER-06'],
  // it lets any origin in together with credentials, and its key is none that a browser adds by itself
  warnsOf: ['ROBUST-44'],
  // the documented API has nothing at a user's own path
  isEmptyListOwn: async ({ exchanges, settings, lists }) => {
    const params = {
      projectKey: encodeURIComponent(settings.projectKey),
      userId: encodeURIComponent(lists.user),
    };
    const exchange = await exchanges.ask({ operation: getUser, params });
    const body = exchanges.bodyOf(exchange);
    return exchange.reply?.status === 200 && body !== null && typeof body === 'object' && 'data' in body;
  },
  words: { events: 'sessions' },
  sources: Object.fromEntries(GROUPS.map((group) => [group, 'observed: v1'])),
};
