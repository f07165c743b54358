import type { Mock } from '../../src/index.ts';
import { encodeRequest, headerOf, type Request } from './request.ts';
import { LIMITS } from './subject.ts';

/** What may be answered to a request. */
export interface Expectation {
  /** The one status, or what it has to be like. */
  readonly status: number | ((status: number) => boolean);
  /** The body to the byte, where that is known. */
  readonly body?: string | undefined;
  /** Whether nothing after it on its connection is answered. */
  readonly isLast: boolean;
  /** Whether it may also be refused as no HTTP; then it is the last. */
  readonly mayBeRefused: boolean;
  /** Whether the reply may be the last: a client that waited to send a body may send it or not. RFC 9110, 10.1.1. */
  readonly mayClose?: boolean;
}

const CONTROL_PATH = /^\/__kit(?:[/?]|$)/;
const isRefusal = (status: number) => status >= 400 && status < 500;
const isAnswer = (status: number) => (status >= 200 && status < 300) || isRefusal(status);

/** Says what is to be answered, by a mock in the same state that is asked without a socket. */
export async function expect(request: Request, mock: Mock): Promise<Expectation> {
  const { version, target, method } = request;
  const headBytes = encodeRequest({ ...request, body: { by: 'nothing' } }).length;
  const expectHeader = headerOf(request, 'expect');
  const isPlain = isPlainTarget(target);
  if (countedBytes(request) > LIMITS.headerBytes + 64) return { status: 431, isLast: true, mayBeRefused: !isPlain };
  const mayBeRefused = !isPlain || headBytes > LIMITS.headerBytes - 1_024 || version === '1.0';
  const common = { isLast: endsConnection(request), mayBeRefused };
  if (version === '1.1' && expectHeader !== undefined && !/(?:^|\W)100-continue(?:$|\W)/i.test(expectHeader)) {
    return { ...common, status: 417, isLast: true };
  }
  if (version === '1.1' && headerOf(request, 'host') === undefined) return { ...common, status: 400, isLast: true };
  if (CONTROL_PATH.test(target)) {
    const status = method === 'GET' || method === 'HEAD' ? isAnswer : isRefusal;
    return { ...common, status, mayClose: expectHeader !== undefined };
  }
  if (target === '/' && (method === 'GET' || method === 'HEAD')) return { ...common, status: 200 };
  return { ...common, ...(await ask(request, mock)) };
}

/** The part of the head that node:http counts: no separators. */
function countedBytes({ target, headers }: Request): number {
  return headers.reduce((sum, [name, value]) => sum + name.length + value.length, target.length);
}

/** A target that every parser of HTTP takes. */
function isPlainTarget(target: string): boolean {
  return /^\/[\w./?&=%@+-]*$/.test(target);
}

function endsConnection(request: Request): boolean {
  const connection = headerOf(request, 'connection')?.toLowerCase() ?? '';
  const options = connection.split(',').map((option) => option.trim());
  if (options.includes('close') || headerOf(request, 'upgrade') !== undefined) return true;
  return request.version === '1.0' && !options.includes('keep-alive');
}

async function ask(request: Request, mock: Mock) {
  const target = request.target.replace(/^https?:\/\/[^/?]*/i, '');
  const [path = '', ...rest] = target.split('?');
  const { status, body } = await mock.handle({
    method: request.method,
    path,
    query: rest.join('?'),
    authorization: headerOf(request, 'authorization'),
    prefer: headerOf(request, 'prefer'),
  });
  return { status, body: body === undefined ? '' : Buffer.from(body).toString('latin1') };
}
