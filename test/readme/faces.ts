import type { Api } from '../../src/api/api.ts';
import { documentedApi } from '../../src/api/documented/api.ts';
import { DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/api/documented/events.ts';
import { createV1Api } from '../../src/api/v1/api.ts';
import { v2Api } from '../../src/api/v2/api.ts';
import { createMock, DEVELOPMENT_KEY, type Mock } from '../../src/index.ts';
import { toTable } from './markdown.ts';

/** What is asked of each API in its own terms. */
interface Question {
  readonly projectKey?: string;
  readonly userId?: string;
  readonly key?: string;
  readonly method?: string;
  /** Behind the path. */
  readonly suffix?: string;
  readonly window?: readonly [start: unknown, end: unknown];
}

/** An API, and how the sessions of a user are asked for. */
interface Face {
  readonly name: string;
  readonly api: Api;
  readonly method: string;
  ask(question: Question): { readonly query: string; readonly body?: object };
}

const START = 1_623_440_822_825;
const END = 1_623_440_920_846;

/** In the order of the columns. */
const FACES: readonly Face[] = [
  {
    name: 'documented',
    api: documentedApi,
    method: 'GET',
    ask: ({ window }) => ({ query: window ? `start_date=${window[0]}&end_date=${window[1]}` : '' }),
  },
  {
    name: 'v1',
    api: createV1Api('last'),
    method: 'GET',
    ask: ({ window }) => ({ query: window ? `start_date=${window[0]}&end_date=${window[1]}` : '' }),
  },
  {
    name: 'v2',
    api: v2Api,
    method: 'POST',
    ask: ({ window: [startTimestamp, endTimestamp] = [START, END] }) => ({
      query: '',
      body: { startTimestamp, endTimestamp },
    }),
  },
];

const LONG_ID = 'x'.repeat(257);

/** What the table says of each API: what it is asked with, or what it answers. */
const ROWS: readonly (readonly [string, (face: Face, mock: Mock) => string | Promise<string>])[] = [
  ['Base path', ({ api: { basePath, otherBasePaths = [] } }) => [basePath, ...otherBasePaths].map(code).join(' or ')],
  ['Sessions of a user', ({ api, method }) => code(`${method} ${pathOf(api, '/sessions', method)}`)],
  ['Key', ({ api: { security } }) => code(`${security.header}: ${security.toHeader('KEY')}`)],
  ['Parameters', ({ api, method }) => parametersOf(api, method)],
  ['Without parameters', (face, mock) => replyTo(mock, face, {}, { isBare: true })],
  ['The documented user', (face, mock) => shapeOf(mock, face)],
  ['A user without sessions', (face, mock) => replyTo(mock, face, { userId: 'nobody' })],
  ['A window that ends before it starts', (face, mock) => replyTo(mock, face, { window: [END, START] })],
  ['A time that is no number', (face, mock) => replyTo(mock, face, { window: ['yesterday', END] })],
  ['No key', (face, mock) => replyTo(mock, face, { key: '' })],
  ['A wrong key', (face, mock) => replyTo(mock, face, { key: 'wrong' })],
  ['An unknown project', (face, mock) => replyTo(mock, face, { projectKey: 'unknown' })],
  ['A user ID of 257 characters', (face, mock) => replyTo(mock, face, { userId: LONG_ID })],
  ['A slash at the end', (face, mock) => replyTo(mock, face, { suffix: '/' })],
  ['HEAD', (face, mock) => replyTo(mock, face, { method: 'HEAD' })],
  ['PUT', (face, mock) => replyTo(mock, face, { method: 'PUT' })],
  ['OPTIONS', (face, mock) => replyTo(mock, face, { method: 'OPTIONS' })],
  ['Further operations', ({ api, method }) => furtherOf(api, method)],
];

/** Builds the table of what differs between the APIs, by asking a mock of all of them. */
export async function differencesTable(): Promise<string> {
  const mock = createMock();
  const rows = ROWS.map(async ([what, describe]) => [
    what,
    ...(await Promise.all(FACES.map((face) => describe(face, mock)))),
  ]);
  return toTable(['Asked', ...FACES.map(({ name }) => name)], await Promise.all(rows));
}

function code(text: string): string {
  return `\`${text}\``;
}

function pathOf({ operations }: Api, end: string, method: string): string {
  return operations.find((operation) => operation.path.endsWith(end) && operation.method === method)?.path ?? '';
}

function parametersOf({ operations }: Api, method: string): string {
  const operation = operations.find(({ path, method: each }) => path.endsWith('/sessions') && each === method);
  // Cast: the body of such an operation is an object
  const body = operation?.body?.schema as { readonly shape?: object } | undefined;
  const names = Object.keys(body?.shape ?? operation?.queryParameters.shape ?? {});
  return `${body ? 'JSON' : 'query'}: ${names.map(code).join(', ')}`;
}

function furtherOf({ operations }: Api, method: string): string {
  const others = operations.filter(({ path, method: each }) => !path.endsWith('/sessions') || each !== method);
  return others.map((operation) => code(`${operation.method} ${operation.path}`)).join(', ') || 'none';
}

async function ask(mock: Mock, face: Face, question: Question, isBare = false) {
  const { api, method } = face;
  const {
    projectKey = DOCUMENTED_PROJECT_KEY,
    userId = DOCUMENTED_USER_ID,
    key = DEVELOPMENT_KEY,
    suffix = '',
  } = question;
  const { query, body } = face.ask(question);
  const bytes = body && !isBare ? new TextEncoder().encode(JSON.stringify(body)) : undefined;
  const path = pathOf(api, '/sessions', method).replace('{projectKey}', projectKey).replace('{userId}', userId);
  const reply = await mock.handle({
    method: question.method ?? method,
    path: `${api.basePath}${path}${suffix}`,
    query,
    authorization: key === '' ? undefined : api.security.toHeader(key),
    ...(bytes && { readBody: async () => bytes }),
  });
  return { status: reply.status, body: reply.body ? new TextDecoder().decode(reply.body) : '' };
}

async function replyTo(mock: Mock, face: Face, question: Question, { isBare = false } = {}): Promise<string> {
  const { status, body } = await ask(mock, face, question, isBare);
  if (body === '') return `${status}, empty`;
  const text = body.trim();
  return text.length > 400 ? `${status}, as with a window around everything` : `${status} ${code(text)}`;
}

/** Says what the rows of a list hold. */
async function shapeOf(mock: Mock, face: Face): Promise<string> {
  const { body } = await ask(mock, face, {});
  const { data } = JSON.parse(body) as { data: unknown };
  const list = Array.isArray(data) ? data : (data as { sessions: unknown[] }).sessions;
  const [row] = list as [{ readonly sessionId: unknown }];
  const what = 'messageId' in row ? 'events' : 'sessions';
  const id = code(JSON.stringify(row.sessionId));
  const fields = Object.keys(row);
  const shown = fields.length > 8 ? [...fields.slice(0, 3), '…'] : fields;
  return `${what} in ${code(Array.isArray(data) ? 'data' : 'data.sessions')}, each with ${shown.map((name) => (name === '…' ? name : code(name))).join(', ')}; an ID is ${id}`;
}
