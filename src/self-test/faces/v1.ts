import type { Face } from '../face.ts';
import { createDeployedServer } from '../right-server.ts';
import { datesInQuery, listInData } from './wire-forms.ts';

/** v1, in the release of 2023, whose events have message IDs. */
export const v1Face: Face = {
  api: 'v1',
  // it compresses for gzip;q=0, sends Vary with compressed replies only, accepts cookies from any origin, and fails for a null
  warns: ['REQUEST-43', 'REQUEST-44', 'ROBUST-44', 'ROBUST-102'],
  basePath: '/api/v1',
  createServer: () => createDeployedServer({ v1Release: '1.10' }),
  authorize: (key) => key,
  keyOf: (authorization) => authorization,
  ...listInData,
  ...datesInQuery,
  after: (session, n) => ({
    ...session,
    sessionId: String(BigInt(String(session.sessionId)) + BigInt(n)),
    startTs: Number(session.startTs) + n,
  }),
};
