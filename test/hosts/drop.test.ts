import { Agent, get, type IncomingMessage } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serve } from '../../src/hosts/node.ts';
import { createMock, DEVELOPMENT_KEY } from '../../src/index.ts';
import { sessionsPath } from '../support/ask.ts';
import { eventually } from '../support/patience.ts';
import { useChromium } from '../support/use-chromium.ts';

const chromium = useChromium();
const headers = { authorization: DEVELOPMENT_KEY };

async function open() {
  const mock = createMock({ users: 0 });
  const { url, close } = await serve(mock, { port: 0 });
  onTestFinished(close);
  return { mock, target: url + sessionsPath(), origin: new URL(url).origin };
}

/** Opens a client that keeps its connections open. */
function openClient(target: string) {
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const ask = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(target, { agent, headers }, (reply) => reply.resume().once('end', () => resolve(reply))).once(
        'error',
        reject,
      );
    });
  const kept = () => Object.values(agent.freeSockets).flat().length;
  return { ask, kept };
}

describe('a dropped request', () => {
  test('is not retried by a browser that has used the connection before, so that its page sees the failure', async () => {
    const { mock, target, origin } = await open();
    const page = await (await chromium()).newPage();
    onTestFinished(() => page.close());
    // a page without requests of its own, which would have connections under way
    await page.goto(`${origin}/openapi.json`);
    const ask = () =>
      page.evaluate(
        ({ target: url, headers: sent }) =>
          fetch(url, { headers: sent, cache: 'no-store' }).then(
            async (reply) => (await reply.text()) && reply.status,
            () => 'no reply',
          ),
        { target, headers },
      );
    expect(await ask()).toBe(200);
    mock.faults.add({ drop: true, times: 1 });
    expect([await ask(), await ask()]).toEqual(['no reply', 200]);
    mock.faults.add({ drop: true, times: 2, rate: 0.5 });
    const seen = [];
    while (mock.faults.list().length > 0) seen.push(await ask());
    expect(seen.filter((answer) => answer === 'no reply')).toHaveLength(2);
  });
});

describe('a client in the same process as the mock that keeps its connections open', () => {
  test.each<[string, number]>([
    ['fails once where one request is dropped', 1],
    ['does not fail where none of its own is', 0],
  ])('%s, right after the fault was set', async (_, failures) => {
    const { mock, target } = await open();
    const { ask } = openClient(target);
    for (const send of [ask, () => fetch(target, { headers }).then((reply) => reply.text())]) {
      await send();
      mock.faults.add({ drop: true, times: 1, ...(failures === 0 && { userId: 'somebody else' }) });
      const outcomes = [];
      for (let turn = 0; turn < 3; turn += 1) outcomes.push(await send().then(Boolean, () => 'no reply'));
      expect(outcomes.filter((outcome) => outcome === 'no reply')).toHaveLength(failures);
      await mock.reset();
    }
  });
});

describe('while requests may be dropped', () => {
  test.each([
    ['a fault', (mock: ReturnType<typeof createMock>) => void mock.faults.add({ drop: true, userId: 'somebody else' })],
    [
      'the scenario flaky',
      (mock: ReturnType<typeof createMock>) => void mock.use('flaky', { userId: 'somebody else' }),
    ],
  ])('by %s, idle connections are closed, and each reply closes its own', async (_, begin) => {
    const { mock, target } = await open();
    const { ask, kept } = openClient(target);
    expect((await ask()).headers.connection).toBe('keep-alive');
    await eventually(() => expect(kept()).toBe(1));
    begin(mock);
    await eventually(() => expect(kept()).toBe(0));
    expect((await ask()).headers.connection).toBe('close');
    expect((await fetch(new URL('/__kit/health', target))).headers.get('connection')).toBe('close');
    await mock.reset();
    expect((await ask()).headers.connection).toBe('keep-alive');
  });

  test('other faults leave connections open', async () => {
    const { mock, target } = await open();
    const { ask, kept } = openClient(target);
    mock.faults.add({ status: 503 });
    expect((await ask()).headers.connection).toBe('keep-alive');
    await eventually(() => expect(kept()).toBe(1));
  });
});
