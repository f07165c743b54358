import type { ContractApi } from '../../asking/contract-api.ts';
import { bareKeyRequirement } from '../bare-key.ts';
import { methodRequirements } from './methods.ts';
import { orderRequirements } from './order.ts';
import { eventsProbe } from './probe.ts';
import { replyRequirements } from './reply.ts';
import { replyEventRequirements } from './reply-events.ts';
import { replyFieldRequirements, replyValueRequirements } from './reply-fields.ts';

/** The documented API, as the contract sees it. */
export const documentedApi: ContractApi = {
  id: 'documented',
  name: 'the documented API',
  basePaths: ['/api/app', '/app'],
  probe: eventsProbe,
  rows: [
    ...methodRequirements,
    bareKeyRequirement({ level: 'SHOULD', statuses: [401, 403, 400] }),
    ...replyRequirements,
    ...replyFieldRequirements,
    ...replyEventRequirements,
    ...replyValueRequirements,
    ...orderRequirements,
  ],
};
