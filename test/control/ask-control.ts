import type { Control } from '../../src/control/control.ts';
import { createControl } from '../../src/control/control.ts';
import type { ControlHeaders, StreamReply } from '../../src/control/message.ts';
import { createMock, type Mock } from '../../src/index.ts';

/** What to ask; everything left out is as a tool on this machine sends it. */
export interface ControlAsk {
  readonly headers?: ControlHeaders;
  readonly isLocal?: boolean;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: string;
}

/** A reply with its body as a value. */
interface ControlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The Host header of a tool on this machine. */
export const OWN_HOST = 'localhost:4010';

/** Creates a mock without generated users, and its control API with real time that stands still. */
export function createControlled(options: Parameters<typeof createMock>[0] = {}): { mock: Mock; control: Control } {
  const mock = createMock({ users: 0, ...options });
  return { mock, control: createControl(mock, { version: '1.2.3', timeSource: () => 0 }) };
}

/** Sends a request, such as `GET /users?limit=1`, and gives the reply as it is. */
export function send(control: Control, line: string, { headers, isLocal = true, json, body }: ControlAsk = {}) {
  const [method = '', target = ''] = line.split(' ', 2);
  const [path = '', query = ''] = target.split('?', 2);
  const text = json === undefined ? body : JSON.stringify(json);
  return control({
    method,
    path: `/__kit${path}`,
    query,
    headers: { host: OWN_HOST, contentType: 'application/json', ...headers },
    hasBody: text !== undefined && text !== '',
    readBody: async () => (text === undefined ? undefined : new TextEncoder().encode(text)),
    isLocal,
  });
}

/** Sends a request and reads the body of the reply. */
export async function askControl(control: Control, line: string, ask: ControlAsk = {}): Promise<ControlAnswer> {
  const { status, headers, body, stream } = { body: undefined, ...(await send(control, line, ask)) };
  if (stream) return { status, headers, body: readStream(stream) };
  return { status, headers, body: body && JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) };
}

/** Gives what a stream sends at once. */
function readStream(stream: StreamReply['stream']): string {
  let text = '';
  stream((more) => {
    text += more;
  })();
  return text;
}
