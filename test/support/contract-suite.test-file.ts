/** A suite as a user writes it; the environment says which server it holds against the contract. */

import { describeSessionsContract } from '../../src/hosts/vitest-in-node.ts';
import {
  createFetch,
  createMock,
  DEVELOPMENT_KEY,
  DOCUMENTED_PROJECT_KEY,
  DOCUMENTED_USER_ID,
} from '../../src/index.ts';

const right = createFetch(createMock());

/** Leaves out the event exactly at `end_date`. */
const exclusive: typeof fetch = (input, init) =>
  right(
    String(input).replace(/end_date=(\d+)/, (_, end) => `end_date=${Number(end) - 1}`),
    init,
  );

const serves: Readonly<Record<string, typeof fetch | undefined>> = {
  right,
  exclusive,
  limited: () => Promise.resolve(new Response('{"errors":["Slow down."]}', { status: 429 })),
  unreachable: () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
};

describeSessionsContract(
  async () => ({
    baseUrl: process.env.SERVER_URL ?? 'http://server.test/api/app',
    key: DEVELOPMENT_KEY,
    projectKey: DOCUMENTED_PROJECT_KEY,
    userIds: [DOCUMENTED_USER_ID],
    // what listens is reached by the global one
    fetch: process.env.SERVER_URL ? undefined : serves[process.env.SERVER ?? 'right'],
    ...(process.env.SERVER === 'exclusive' && { window: 'event' as const }),
    runs: 3,
    seed: 1,
  }),
  { skip: ['ROBUST'] },
);
