import type { Api } from '../../api/api.ts';
import { refusalReply } from '../../api/error-reply.ts';
import { controlOperations } from './operations.ts';
import { refuse } from './refusals.ts';

/** Where the control API is. */
export const CONTROL_PATH = '/__kit';

/** The control API, which sets up a mock and watches it. */
export const controlApi: Api = {
  id: 'control',
  basePath: CONTROL_PATH,
  operations: controlOperations,
  security: {
    name: 'controlKey',
    header: 'X-Control-Key',
    // no key is required while none is set
    isOptional: true,
    description: 'The control key that the mock was started with. Not needed if it was started without one.',
    toHeader: (key) => key,
    readKey: (header) => header,
  },
  checks: ['path', 'query', 'size', 'body'],
  isForPages: false,
  info: {
    title: 'openreplay-kit control',
    description:
      'Sets up and watches a mock while it runs. Only this machine may use it, unless the mock was started with a control key; pages of other sites never may. All times are epoch milliseconds, all durations milliseconds.',
    tags: {
      World: 'The projects and users of the mock, and how it is set up.',
      'Recorded data': 'Recorded data, added to the generated data.',
      Scenarios: 'Situations that an application should cope with.',
      Faults: 'Faults to inject into replies.',
      Clock: "The mock's own time.",
      Requests: 'The requests that the mocked API answered.',
    },
    isReal: false,
  },
  otherRefusal: refusalReply('Any other refusal, such as 503.'),
  refuse,
};
