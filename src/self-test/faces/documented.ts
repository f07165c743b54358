import type { Face } from '../face.ts';
import { createRightServer } from '../right-server.ts';
import { datesInQuery, listInData } from './wire-forms.ts';

/** The documented API. */
export const documentedFace: Face = {
  api: 'documented',
  basePath: '/api/app',
  createServer: createRightServer,
  authorize: (key) => key,
  keyOf: (authorization) => authorization,
  ...listInData,
  ...datesInQuery,
  after: (event, n) => ({
    ...event,
    messageId: Number(event.messageId) + n,
    timestamp: Number(event.timestamp) + n - 1,
  }),
};
