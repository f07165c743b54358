import type { Face, Row } from '../face.ts';
import { createDeployedServer } from '../right-server.ts';

const SCHEME = 'Bearer ';
/** The first accepted date, and one after all data, as in a request for everything. */
const OPEN_START = '946684800000';
const OPEN_END = '4000000000000';

/** v2: the key after `Bearer`, dates and pages in a body, the total next to the list. */
export const v2Face: Face = {
  api: 'v2',
  basePath: '/v2/api/public',
  nothing: '{"data":{"total":0,"sessions":null}}',
  createServer: createDeployedServer,
  authorize: (key) => SCHEME + key,
  keyOf: (authorization) => authorization.replace(SCHEME, ''),
  rowsOf: (list) => dataOf(list).sessions ?? [],
  withRows: (list, rows) => JSON.stringify({ data: { ...dataOf(list), sessions: rows.length > 0 ? rows : null } }),
  after: (session, n) => ({ ...session, sessionId: String(BigInt(String(session.sessionId)) + BigInt(n)) }),
  datesOf: async (request) => {
    const body = await request.clone().text();
    const [start, end] = [readDate(body, 'startTimestamp'), readDate(body, 'endTimestamp')];
    return { start: start === OPEN_START ? undefined : start, end: end === OPEN_END ? undefined : end };
  },
  withDates: async (request, { start = OPEN_START, end = OPEN_END }) => {
    const body = await request.clone().text();
    return new Request(request, { body: writeDate(writeDate(body, 'startTimestamp', start), 'endTimestamp', end) });
  },
};

interface ListData {
  readonly total: number;
  readonly sessions: Row[] | null;
}

function dataOf(list: string): ListData {
  return (JSON.parse(list) as { data: ListData }).data;
}

const dateIn = (name: 'startTimestamp' | 'endTimestamp') => new RegExp(`("${name}":)(?:"([^"]*)"|([^,}]*))`);

function readDate(body: string, name: 'startTimestamp' | 'endTimestamp'): string | undefined {
  const [, , text, digits] = dateIn(name).exec(body) ?? [];
  return text ?? digits;
}

/** Anything but a number stays a string. */
function writeDate(body: string, name: 'startTimestamp' | 'endTimestamp', date: string): string {
  return body.replace(dateIn(name), (_, key: string) => key + (/^-?\d+$/.test(date) ? date : JSON.stringify(date)));
}
