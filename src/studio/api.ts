import type { ErrorReply } from '../api/error-reply.ts';
import type { Call } from '../api/faces.ts';
import type { clockSchema, healthSchema, stateSchema } from '../kit/control/mock-state.ts';
import type { recordedVisitSchema, recordReplySchema, userPageSchema, userRowSchema } from '../kit/control/recorded.ts';
import type { logEntrySchema, requestPageSchema } from '../kit/control/requests.ts';
import type {
  faultListSchema,
  faultStateSchema,
  scenarioListSchema,
  scenarioStateSchema,
} from '../kit/control/switches.ts';
import type { FaultInput } from '../kit/fault.ts';
import type { RecordInput, SessionInput, Snapshot } from '../kit/record.ts';
import type { ScenarioName, ScenarioTarget } from '../kit/scenario.ts';
import { STUDIO_HEADER } from '../kit/studio-header.ts';
import type * as z from '../shared/zod.ts';
import { createEventReader } from './server-events.ts';

export type Health = z.infer<typeof healthSchema>;
export type ClockState = z.infer<typeof clockSchema>;
export type State = z.infer<typeof stateSchema>;
export type User = z.infer<typeof userRowSchema>;
export type UserPage = z.infer<typeof userPageSchema>;
export type LogEntry = z.infer<typeof logEntrySchema>;
export type Scenario = z.infer<typeof scenarioStateSchema>;
export type Fault = z.infer<typeof faultStateSchema>;
type RequestPage = z.infer<typeof requestPageSchema>;
type RecordReply = z.infer<typeof recordReplySchema>;
type RecordedVisit = z.infer<typeof recordedVisitSchema>;

/** A refusal, with the mock's reasons. */
export class Refused extends Error {
  readonly status: number;
  readonly reasons: readonly string[];

  constructor(status: number, reasons: readonly string[]) {
    super(reasons.join(' '));
    this.status = status;
    this.reasons = reasons;
  }
}

/** Any reply of the mocked API. */
export interface ApiReply {
  readonly status: number;
  readonly text: string;
  /** From sending to the last byte, in milliseconds. */
  readonly tookMs: number;
  readonly bytes: number;
}

/** A request of the mocked API. */
export interface Asked extends Call {
  /** The API key, empty for none. */
  readonly key: string;
  /** Prefix of the key in the header. */
  readonly keyPrefix: string;
}

/** Parameters of a page of users. */
export interface UserRange {
  readonly project: string;
  readonly search: string;
  /** Only users with recorded data. */
  readonly recorded?: boolean;
  readonly from: number;
  readonly limit: number;
}

/** Callbacks for what happens in the mock. */
export interface Watcher {
  opened(): void;
  state(state: State): void;
  request(entry: LogEntry): void;
}

/** All requests to the mock. The keys stay in memory and are only sent in headers. */
export interface Api {
  /** The URL of this page's folder, which the mocked API is below too. */
  readonly base: URL;
  setControlKey(key: string): void;
  health(): Promise<Health>;
  users(range: UserRange, signal?: AbortSignal): Promise<UserPage>;
  history(project: string, user: string, signal?: AbortSignal): Promise<string>;
  scenarios(): Promise<readonly Scenario[]>;
  useScenario(name: ScenarioName, target: ScenarioTarget): Promise<void>;
  dropScenario(name: ScenarioName): Promise<void>;
  faults(): Promise<readonly Fault[]>;
  setFault(fault: FaultInput): Promise<void>;
  clearFault(id: string): Promise<void>;
  moveClock(change: { advance?: string; speed?: number }): Promise<ClockState>;
  reset(): Promise<void>;
  snapshot(): Promise<Snapshot>;
  restore(snapshot: unknown): Promise<void>;
  record(visit: RecordInput): Promise<RecordReply>;
  /** Returns a recorded session; undefined if nothing is recorded of it. */
  recordedSession(id: string): Promise<RecordedVisit | undefined>;
  replaceSession(id: string, session: SessionInput): Promise<void>;
  requests(): Promise<RequestPage>;
  clearRequests(): Promise<void>;
  /** Watches until the signal; ends or fails when the mock becomes unreachable. */
  watch(after: number, watcher: Watcher, signal: AbortSignal): Promise<void>;
  /** Sends a request to the mocked API, marked as the studio's. */
  ask(asked: Asked, signal: AbortSignal): Promise<ApiReply>;
  /** Sends a request without a body as the application would: it counts for faults, and appears in the log. */
  replay(method: string, target: string, authorization: string): Promise<ApiReply>;
}

/** Creates the client of the mock that served this page. */
export function createApi(base: URL, now: () => number): Api {
  let controlKey = '';

  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (controlKey !== '') headers.set('x-control-key', controlKey);
    const response = await reach(new URL(`__kit/${path}`, base), { ...init, headers });
    if (response.ok) return response;
    const body = (await response.json().catch(() => undefined)) as Partial<ErrorReply> | undefined; // all refusals have this body
    throw new Refused(response.status, body?.errors ?? [`The mock answered with status ${response.status}.`]);
  };
  // replies of the control API match its schemas
  const read = async <T>(path: string, init?: RequestInit): Promise<T> => (await send(path, init)).json() as Promise<T>;
  const write = (method: string, path: string, body?: unknown) =>
    send(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) });

  const call = async (target: string, init: RequestInit): Promise<ApiReply> => {
    const sent = now();
    const response = await reach(new URL(target.replace(/^\//, ''), base), init);
    const bytes = await response.arrayBuffer().catch(toAway);
    const text = new TextDecoder().decode(bytes);
    return { status: response.status, text, tookMs: now() - sent, bytes: bytes.byteLength };
  };

  return {
    base,
    setControlKey(key) {
      controlKey = key;
    },
    health: () => read('health'),
    users({ project, search, recorded = false, from, limit }, signal) {
      const query = new URLSearchParams({ project, from: String(from), limit: String(limit) });
      if (search !== '') query.set('search', search);
      if (recorded) query.set('recorded', 'true');
      return read(`users?${query}`, toInit(signal));
    },
    async history(project, user, signal) {
      return (await send(`events?${new URLSearchParams({ project, user })}`, toInit(signal))).text();
    },
    scenarios: async () => (await read<z.infer<typeof scenarioListSchema>>('scenarios')).scenarios,
    useScenario: async (name, target) => void (await write('PUT', `scenarios/${name}`, target)),
    dropScenario: async (name) => void (await send(`scenarios/${name}`, { method: 'DELETE' })),
    faults: async () => (await read<z.infer<typeof faultListSchema>>('faults')).faults,
    setFault: async (fault) => void (await write('POST', 'faults', fault)),
    clearFault: async (id) => void (await send(`faults/${encodeURIComponent(id)}`, { method: 'DELETE' })),
    moveClock: async (change) => (await write('PATCH', 'clock', change)).json(),
    reset: async () => void (await write('POST', 'reset')),
    snapshot: () => read('snapshot'),
    restore: async (snapshot) => void (await write('PUT', 'snapshot', snapshot)),
    record: async (visit) => (await write('POST', 'record', visit)).json(),
    recordedSession: (id) =>
      read<RecordedVisit>(`sessions/${id}`).catch((error: unknown) => {
        if (error instanceof Refused && error.status === 404) return undefined;
        throw error;
      }),
    replaceSession: async (id, session) => void (await write('PUT', `sessions/${id}`, session)),
    requests: () => read('requests?limit=400&studio=true'),
    clearRequests: async () => void (await send('requests', { method: 'DELETE' })),
    async watch(after, watcher, signal) {
      const { body } = await send(`requests/stream?after=${after}&studio=true`, { signal });
      watcher.opened();
      const take = createEventReader(({ event, data }) => {
        if (event === 'state') watcher.state(JSON.parse(data));
        if (event === 'request') watcher.request(JSON.parse(data));
      });
      const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const piece = await reader?.read().catch(toAway);
        if (!piece || piece.done) return;
        take(piece.value);
      }
    },
    ask({ method, target, body, key, keyPrefix }, signal) {
      const headers = { authorization: keyPrefix + key, [STUDIO_HEADER]: 'yes' };
      if (!body) return call(target, { method, headers, signal });
      const json = { 'content-type': 'application/json' };
      return call(target, { method, headers: { ...headers, ...json }, body: JSON.stringify(body), signal });
    },
    replay: (method, target, authorization) =>
      call(target, { method, headers: authorization === '' ? {} : { authorization } }),
  };
}

function toInit(signal: AbortSignal | undefined): RequestInit {
  return signal ? { signal } : {};
}

async function reach(url: URL, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, cache: 'no-store', redirect: 'error' }).catch(toAway);
}

function toAway(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error;
  throw new Error('The connection was closed without a whole reply.', { cause: error });
}
