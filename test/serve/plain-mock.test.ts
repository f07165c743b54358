import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QueryParameters } from '../../src/api/documented/request.ts';
import { serve } from '../../src/hosts/node.ts';
import { createMock, DEVELOPMENT_KEY, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID, type Mock } from '../../src/index.ts';
import type { RecordedEvent } from '../../src/kit/record.ts';
import { sessionsPath } from '../support/ask.ts';
import { PlainMock } from '../support/plain-mock.ts';

const PROJECT = DOCUMENTED_PROJECT_KEY;
const DAY_MS = 86_400_000;

const [, generated = ''] = await createMock().users(2);
const user = fc.constantFrom(DOCUMENTED_USER_ID, generated, 'ada@example.org');
const scenario = fc.constantFrom(...(['empty', 'first-visit', 'unsafe-ids', 'input-events', 'clock-skew'] as const));

/** A place in a user's history, from its beginning (0) to its end (1), or a millisecond beside it. */
interface Cut {
  readonly at: number;
  readonly besideMs: number;
}
interface Cuts {
  readonly from?: Cut;
  readonly to?: Cut;
}

const cut = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), besideMs: fc.constantFrom(0, -1, 1) });
const whole: Cuts = {};
const cuts: fc.Arbitrary<Cuts> = fc.oneof(fc.constant(whole), fc.record({ from: cut, to: cut }, { requiredKeys: [] }));
const asking = fc.record({ userId: user, cuts, method: fc.constantFrom('GET', 'GET', 'HEAD') });
const event = fc.oneof(
  fc.record({ type: fc.constant('LOCATION' as const), path: fc.constantFrom('/', '/prüfung/?q=ä', '/new/') }),
  fc.record({
    type: fc.constant('CLICK' as const),
    label: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
  }),
);
const recording = fc.record({
  userId: user,
  goesOn: fc.boolean(),
  daysAgo: fc.option(fc.nat(300), { nil: undefined }),
  events: fc.array(event, { minLength: 1, maxLength: 4 }),
});
const switching = fc.record({
  scenario,
  isOn: fc.boolean(),
  target: fc.record({ userId: user }, { requiredKeys: [] }),
});
const step = fc.oneof(
  { weight: 6, arbitrary: asking.map((what) => ({ type: 'ask' as const, ...what })) },
  { weight: 3, arbitrary: recording.map((what) => ({ type: 'record' as const, ...what })) },
  { weight: 2, arbitrary: switching.map((what) => ({ type: 'switch' as const, ...what })) },
  { weight: 1, arbitrary: fc.constantFrom(DAY_MS, 10 * DAY_MS).map((ms) => ({ type: 'wait' as const, ms })) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const options = fc.record({ window: fc.constantFrom('event' as const, 'session' as const), live: fc.boolean() });

test('replies are byte for byte those of a plain filter, whatever was recorded, switched and requested before', async () => {
  await fc.assert(
    fc.asyncProperty(options, fc.array(step, { minLength: 8, maxLength: 24 }), async (given, steps) => {
      const mock = createMock(given);
      const { url, close } = await serve(mock, { port: 0 });
      try {
        await compare(steps, mock, url);
      } finally {
        await close();
      }
    }),
    { numRuns: 20 },
  );
});

async function compare(steps: readonly Step[], mock: Mock, url: string): Promise<void> {
  const plain = new PlainMock(mock.options);
  const sessions = new Map<string, number | string>();
  for (const step of steps) {
    if (step.type === 'ask') await expectSame(step, plain, url);
    else if (step.type === 'switch') {
      for (const set of [mock, plain.scenarios]) {
        if (step.isOn) set.use(step.scenario, step.target);
        else set.disable(step.scenario);
      }
    } else if (step.type === 'wait') plain.now = mock.clock.advance(step.ms);
    else await recordInBoth(step, sessions, mock, plain);
  }
}

async function recordInBoth(
  { userId, goesOn, daysAgo, events }: Extract<Step, { type: 'record' }>,
  sessions: Map<string, number | string>,
  mock: Mock,
  plain: PlainMock,
): Promise<void> {
  const sessionId = goesOn ? sessions.get(userId) : undefined;
  const place =
    sessionId !== undefined ? { sessionId } : daysAgo === undefined ? {} : { start: plain.now - daysAgo * DAY_MS };
  const stored = await mock.record({ userId, events, ...place });
  plain.record(userId, stored);
  sessions.set(userId, stored[0]?.sessionId ?? 0);
}

type Asking = typeof asking extends fc.Arbitrary<infer T> ? T : never;

async function expectSame({ userId, cuts, method }: Asking, plain: PlainMock, url: string): Promise<void> {
  const events = await plain.events(PROJECT, userId);
  const window = toWindow(cuts, events);
  const expected = plain.write(PROJECT, userId, events, window);
  const query = new URLSearchParams(Object.entries(window).map(([name, ms]) => [name, String(ms)]));
  const path = sessionsPath(PROJECT, encodeURIComponent(userId));
  const reply = await fetch(`${url}${path}?${query}`, { method, headers: { authorization: DEVELOPMENT_KEY } });
  expect([reply.status, await reply.text()]).toEqual([200, method === 'HEAD' ? '' : expected]);
  expect(reply.headers.get('content-length')).toBe(String(Buffer.byteLength(expected)));
}

function toWindow({ from, to }: Cuts, events: readonly RecordedEvent[]): QueryParameters {
  const timeAt = ({ at, besideMs }: Cut) =>
    (events[Math.floor(at * (events.length - 1))]?.timestamp ?? DAY_MS) + besideMs;
  return { ...(from && { start_date: timeAt(from) }), ...(to && { end_date: timeAt(to) }) };
}
