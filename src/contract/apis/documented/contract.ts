import type { ContractApi } from '../../asking/contract-api.ts';
import { bareKeyRequirements } from './bare-key.ts';
import { orderRequirements } from './order.ts';
import { eventsProbe } from './probe.ts';
import { replyRequirements } from './reply.ts';
import { replyEventRequirements } from './reply-events.ts';
import { replyFieldRequirements, replyValueRequirements } from './reply-fields.ts';
import { requestRequirements } from './request.ts';
import { unknownParameterRequirements } from './unknown-parameters.ts';

/** The documented API, as the contract sees it. */
export const documentedApi: ContractApi = {
  id: 'documented',
  probe: eventsProbe,
  rows: [
    ...requestRequirements,
    ...unknownParameterRequirements,
    ...bareKeyRequirements,
    ...replyRequirements,
    ...replyFieldRequirements,
    ...replyEventRequirements,
    ...replyValueRequirements,
    ...orderRequirements,
  ],
};
