import { afterAll, beforeAll } from 'vitest';
import { type RunningServer, serve } from '../../src/hosts/node.ts';
import type { MockHandler } from '../../src/hosts/web.ts';
import { createMock } from '../../src/index.ts';
import { type Ended, runCli, type Surroundings } from '../support/cli.ts';

/** A key with all that formats and shells write differently. */
export const KEY = 'Very$ecret"Key\'0123456789';

/** A mock that meets the contract. */
export const mock = createMock({ keys: [KEY], users: 3 });

/** Leaves out the event exactly at `end_date`, and sends the key back with each refusal. */
const faulty: MockHandler = {
  options: mock.options,
  async handle(request) {
    const query = request.query.replace(/end_date=([1-9]\d*)/, (_, end) => `end_date=${Number(end) - 1}`);
    const reply = await mock.handle({ ...request, query });
    if (reply.status !== 401) return reply;
    const body = new TextEncoder().encode(JSON.stringify({ errors: [`not ${request.authorization}`] }));
    return { ...reply, body, headers: { ...reply.headers, 'content-length': `${body.length}` } };
  },
};

/** Serves {@link mock} as long as a file's tests run. */
export const serveRight = () => serveMeanwhile(mock);

/** Serves a mock that breaks the contract as long as a file's tests run. */
export const serveWrong = () => serveMeanwhile(faulty);

function serveMeanwhile(handler: MockHandler): { readonly url: string } {
  let running: RunningServer;
  beforeAll(async () => {
    running = await serve(handler, { port: 0 });
  });
  afterAll(() => running.close());
  return {
    get url() {
      return running.url;
    },
  };
}

/** Most of what a run does, in a fraction of its time. */
export const QUICK = ['--runs', '2', '--seed', '7'];

/** Runs `openreplay-kit verify` to its end, with the key in its environment. */
export function verify(args: readonly string[], { env }: Surroundings = {}): Promise<Ended> {
  return runCli(['verify', ...args], { env: { OPENREPLAY_API_KEY: KEY, ...env } });
}
