import { describe, expect, it } from 'vitest';
import type { ControlHeaders } from '../../src/control/message.ts';
import { ask } from '../support/ask.ts';
import { askControl, createControlled, OWN_HOST, send } from './ask-control.ts';

interface Sent {
  readonly id: number | undefined;
  readonly event: string | undefined;
  readonly data: Record<string, unknown>;
}

type Controlled = ReturnType<typeof createControlled>;

/** Opens a stream and gives what came through it so far, which goes on filling. */
async function open({ control }: Controlled, target = '', headers: ControlHeaders = {}) {
  const reply = await send(control, `GET /requests/stream${target}`, { headers });
  if (!reply.stream) throw new Error(`Expected a stream, received ${reply.status}.`);
  const texts: string[] = [];
  const stop = reply.stream((text) => texts.push(text));
  return { reply, stop, sent: () => texts.map(parse) };
}

/** Reads one server-sent event, and fails on anything else. */
function parse(text: string): Sent {
  const { id, event, data } =
    /^(id: (?<id>\d+)\n)?event: (?<event>\w+)\ndata: (?<data>.*)\n\n$/.exec(text)?.groups ?? {};
  return { id: id === undefined ? undefined : Number(id), event, data: JSON.parse(data ?? 'null') };
}

const idsOf = (sent: readonly Sent[]) => sent.filter(({ event }) => event === 'request').map(({ id }) => id);

describe('the stream', () => {
  it('is one of server-sent events, which must not be cached', async () => {
    const { reply } = await open(createControlled());
    expect(reply).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
    });
  });

  it('begins with the state, then sends each request as the log has it', async () => {
    const controlled = createControlled();
    await ask(controlled.mock);
    const { sent } = await open(controlled);
    await ask(controlled.mock, { query: 'start_date=1' });
    await ask(controlled.mock, { authorization: 'wrong' });
    const [state, ...requests] = sent();
    expect(state).toMatchObject({
      id: 1,
      event: 'state',
      data: { changed: 'nothing', speed: 0, scenarios: [], faults: 0 },
    });
    expect(requests.map(({ data }) => data)).toEqual(controlled.mock.requests.list({ after: 1 }));
    expect(idsOf(requests)).toEqual([2, 3]);
  });

  it('continues after the ID that the client has seen, without a gap or a repeat', async () => {
    const controlled = createControlled();
    for (let n = 0; n < 4; n++) await ask(controlled.mock);
    const { sent } = await open(controlled, '', { lastEventId: '2' });
    await ask(controlled.mock);
    expect(idsOf(sent())).toEqual([3, 4, 5]);
  });

  it('continues after a parameter, unless the client has seen more since', async () => {
    const controlled = createControlled();
    for (let n = 0; n < 4; n++) await ask(controlled.mock);
    expect(idsOf((await open(controlled, '?after=1')).sent())).toEqual([2, 3, 4]);
    expect(idsOf((await open(controlled, '?after=1', { lastEventId: '3' })).sent())).toEqual([4]);
    expect(idsOf((await open(controlled, '?after=0')).sent())).toEqual([1, 2, 3, 4]);
  });

  it('misses nothing for a client that loses it before the first request', async () => {
    const controlled = createControlled();
    await ask(controlled.mock);
    const first = await open(controlled);
    const seen = first.sent().at(-1)?.id;
    first.stop();
    await ask(controlled.mock);
    expect(idsOf((await open(controlled, '', { lastEventId: String(seen) })).sent())).toEqual([2]);
  });

  it('sends everything to a client from before a restart', async () => {
    const controlled = createControlled();
    await ask(controlled.mock);
    expect(idsOf((await open(controlled, '', { lastEventId: '900' })).sent())).toEqual([1]);
  });

  it.each(['x', '-1', '1.5', ''])('refuses to continue after the ID "%s"', async (lastEventId) => {
    const { control } = createControlled();
    const headers = { host: OWN_HOST, lastEventId };
    const { status, body } = await askControl(control, 'GET /requests/stream', { headers });
    expect({ status, body }).toEqual({ status: 400, body: { errors: [expect.stringMatching(/^Last-Event-ID: /)] } });
  });

  it.each([
    ['POST /record', { userId: 'ada', events: [{ type: 'LOCATION', path: '/' }] }, { changed: 'recorded' }],
    ['PUT /snapshot', { version: 1, recorded: [] }, { changed: 'recorded' }],
    ['POST /reset', {}, { changed: 'everything' }],
    ['PUT /scenarios/slow', {}, { changed: 'scenarios', scenarios: ['slow'] }],
    ['DELETE /scenarios', undefined, { changed: 'scenarios', scenarios: [] }],
    ['POST /faults', { status: 500 }, { changed: 'faults', faults: 1 }],
    ['DELETE /faults', undefined, { changed: 'faults', faults: 0 }],
    ['PATCH /clock', { speed: 2 }, { changed: 'clock', speed: 2 }],
    ['DELETE /requests', undefined, { changed: 'requests' }],
  ])('notifies every watcher that %s changed something', async (line, json, data) => {
    const controlled = createControlled();
    const watching = [await open(controlled), await open(controlled)];
    await askControl(controlled.control, line, { json });
    for (const { sent } of watching) {
      expect(sent()).toHaveLength(2);
      // without an ID: what a client resumes after is the last request
      expect(sent()[1]).toMatchObject({ event: 'state', id: undefined, data });
    }
  });

  it('sends nothing about what was only read or refused', async () => {
    const controlled = createControlled();
    const { sent } = await open(controlled);
    for (const line of ['GET /health', 'POST /record', 'DELETE /scenarios/slow', 'DELETE /faults/none']) {
      await askControl(controlled.control, line, { json: {} });
    }
    expect(sent()).toHaveLength(1);
  });

  it('sends nothing after it is stopped', async () => {
    const controlled = createControlled();
    const [stopped, other] = [await open(controlled), await open(controlled)];
    stopped.stop();
    await ask(controlled.mock);
    await askControl(controlled.control, 'DELETE /faults');
    expect([stopped.sent().length, other.sent().length]).toEqual([1, 3]);
  });
});
