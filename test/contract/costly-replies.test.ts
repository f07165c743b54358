import { describe, expect, it } from 'vitest';
import { requirements } from '../../src/contract/table.ts';
import { createFetch, createMock } from '../../src/index.ts';
import { type Fault, isWithin, onEvents, onRefusal, onText, onWindow } from '../../src/self-test/faults/fault.ts';
import { fetchOf, notMet, type Run, runContract, targetOf } from '../support/contract-run.ts';
import { eventually } from '../support/patience.ts';
import { printRun, reporters } from '../support/reporters.ts';

/** A secret, so that all output is searched for it. */
const KEY = 'Zq8kTwXv3pL9rMb2N5yH7cD1fG4jK6sA';

const answer = createFetch(createMock({ keys: [KEY] }));
const right = (request: Request) => answer(request);
const JSON_TYPE = { 'content-type': 'application/json' };

const refusing = (text: string) => onRefusal(({ status }) => new Response(text, { status, headers: JSON_TYPE }));
const replying = (text: string) => onText(() => text);
const withPath = (path: string) =>
  onEvents((events) => events.map((event) => ('path' in event ? { ...event, path } : event)));
/** Windows lack their last event, so that lists are compared and shown, and some events have unusual types. */
const typing =
  (type: string): Fault['wrap'] =>
  (server) => {
    const exclusive = onWindow((event, { start, end }) => isWithin(event.timestamp, { start, end: end && end - 1 }));
    return onEvents((events) => events.map((event, at) => (at < 3 ? { ...event, type } : event)))(exclusive(server));
  };

const repeat = (piece: string, size: number) => piece.repeat(size / piece.length);

/** Replies that cost a naive parser far more than plain ones of the same size, each next to a plain one. */
const COSTLY: Readonly<Record<string, readonly [costly: Fault['wrap'], plain: Fault['wrap'], only: string[]]>> = {
  'refusals of white space': [refusing(`${' '.repeat(100_000)}x`), refusing('x'.repeat(100_001)), ['AUTH', 'ROBUST']],
  'refusals of what nearly is a stack trace': [
    refusing(repeat('\n at a (', 160_000)),
    refusing('x'.repeat(160_000)),
    ['AUTH', 'ROBUST'],
  ],
  'paths of slashes': [withPath(`${'/'.repeat(30_000)}x`), withPath(`/${'x'.repeat(30_000)}`), ['REQUEST', 'REPLY']],
  'a key twice before a long list': [
    replying(`{"data":[],"a":1,"a":2,"b":[${'0,'.repeat(100_000)}0]}`),
    replying(`{"data":[],"a":1,"c":2,"b":[${'0,'.repeat(100_000)}0]}`),
    ['REQUEST', 'REPLY'],
  ],
  'a key twice before many objects': [
    replying(`{"a":1,"a":2,"data":[${'{"a":0},'.repeat(50_000)}{}]}`),
    replying(`{"a":1,"b":2,"data":[${'{"a":0},'.repeat(50_000)}{}]}`),
    ['REQUEST', 'REPLY'],
  ],
  'types that look as if they were cut': [typing(repeat('…', 50_000)), typing(repeat('x', 50_000)), ['WINDOW']],
  'types of the head of the key': [
    typing(repeat(`${KEY.slice(0, 4)}…`, 50_000)),
    typing(repeat('abcd…', 50_000)),
    ['WINDOW'],
  ],
};

/** How many times as much CPU time a costly reply may take; a naive parser takes hundreds of times as much. */
const MOST_TIMES_AS_LONG = 8;

async function runAgainst(
  wrap: Fault['wrap'],
  only: string[] = [],
): Promise<{ readonly run: Run; readonly cpuMs: number }> {
  const before = process.cpuUsage();
  const run = await runContract(targetOf({ key: KEY, fetch: fetchOf(wrap(right)), runs: 2 }), { only });
  const { user, system } = process.cpuUsage(before);
  return { run, cpuMs: (user + system) / 1_000 };
}

/** Expects each report of a run to be complete, with all requirements. */
function expectWholeReports({ events, results, summary, aborted }: Run, only: readonly string[] = []): void {
  expect(aborted).toBeUndefined();
  const wanted = requirements.filter(({ id }) => only.length === 0 || only.some((group) => id.startsWith(`${group}-`)));
  expect(results.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
  const print = (name: string) => printRun(reporters[name]?.() ?? expect.unreachable(name), events);
  expect(JSON.parse(print('json')).results).toHaveLength(wanted.length);
  const xml = print('junit');
  // a run that was not possible has its own test case
  expect(xml.match(/<testcase /g)).toHaveLength(wanted.length + (summary?.incomplete === undefined ? 0 : 1));
  expect(xml).toMatch(/<\/testsuites>\n$/);
  expect(print('html')).toMatch(/<\/html>\n$/);
}

describe('a run takes no longer with costly replies than with plain ones', () => {
  it.each(Object.entries(COSTLY))('%s', async (_, [costly, plain, only]) => {
    const ordinary = await runAgainst(plain, only);
    const { run, cpuMs } = await runAgainst(costly, only);
    expectWholeReports(run, only);
    // either way, a list without events ends a run early
    expect(run.summary?.incomplete).toBe(ordinary.run.summary?.incomplete);
    expect(run.summary?.requests).toBeLessThan(600);
    expect(cpuMs / ordinary.cpuMs).toBeLessThan(MOST_TIMES_AS_LONG);
  });
});

describe('reports stay complete with a byte order mark before excessive nesting', () => {
  const deep = (open: string, close: string) => `\ufeff${open.repeat(100_000)}1${close.repeat(100_000)}`;

  it.each([
    ['objects', deep('{"a":', '}')],
    ['lists', deep('[', ']')],
    ['inside an event', `\ufeff{"data":[{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`],
  ])('%s', async (_, text) => {
    const { run } = await runAgainst(replying(text));
    expectWholeReports(run);
    expect(notMet(run)).toEqual(expect.arrayContaining(['REQUEST-01', 'REPLY-02']));
    expect(run.results.filter(({ reason }) => reason?.includes('a bug in openreplay-kit'))).toEqual([]);
  });
});

describe('a connection that the server closes', () => {
  /** A run waits in steps of a twentieth of this, and so notices when the process is busy for longer. */
  const timeoutMs = 1_000;
  /** Loses the connection of every 80th request; if `isBusy`, the process is busy for a while before that. */
  const losing = (isBusy: boolean): typeof globalThis.fetch => {
    let requests = 0;
    let isLost = false;
    return async (input, init) => {
      if (isLost) {
        isLost = false;
        throw new TypeError('fetch failed', { cause: Object.assign(new Error('other side closed'), CLOSED) });
      }
      requests += 1;
      const loses = requests % 80 === 0;
      if (loses && isBusy) {
        const until = performance.now() + 400;
        while (performance.now() < until);
        // due timers fire late
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      isLost = loses;
      return answer(input, init);
    };
  };
  const CLOSED = { code: 'UND_ERR_SOCKET' };
  const ONLY = ['AUTH', 'WINDOW', 'ROBUST'];

  it('is reopened if this process was busy for longer than servers wait', async () => {
    const run = await runContract(targetOf({ key: KEY, fetch: losing(true), timeoutMs, runs: 2 }), { only: ONLY });
    expect([notMet(run), run.summary?.incomplete]).toEqual([[], undefined]);
  });

  it('is reported if this process stayed responsive', async () => {
    // even so, a busy machine may suspend the process for a while
    await eventually(async () => {
      const run = await runContract(targetOf({ key: KEY, fetch: losing(false), timeoutMs, runs: 2 }), { only: ONLY });
      expect(notMet(run)).toContain('ROBUST-04');
    });
  });
});

it('a reply that arrived in time is not reported as late just because this process was busy', async () => {
  const timeoutMs = 200;
  let requests = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests += 1;
    if (requests % 80 === 0) {
      const until = performance.now() + 2 * timeoutMs;
      while (performance.now() < until);
      // the reply has arrived, and only needs to be processed
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return answer(input, init);
  };
  const run = await runContract(targetOf({ key: KEY, fetch, timeoutMs, runs: 2 }));
  expect(requests).toBeGreaterThan(200);
  expect([notMet(run), run.summary?.incomplete]).toEqual([[], undefined]);
});
