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
  // it accepts unusual spellings of numbers, refuses keys with 401 or 403, reads dates in one way, answers every range, and
  // takes the first of two keys
  leavesOut: ['WINDOW-10', 'WINDOW-13', 'WINDOW-26', 'AUTH-10', 'WIRE-09', 'ROBUST-07', 'ROBUST-13', 'ORDER-06'],
  // it decodes paths before routing, ignores all parameters but the two dates, decodes their names, and only splits at &
  musts: ['REQUEST-05', 'REQUEST-12', 'REQUEST-25', 'REQUEST-27'],
  // it allows any origin with credentials, and browsers do not send its key on their own
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
