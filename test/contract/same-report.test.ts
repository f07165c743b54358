import { beforeAll, expect, it } from 'vitest';
import type { ContractEvent } from '../../src/contract/index.ts';
import { createFetch, createMock, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from '../../src/index.ts';
import { faultNamed } from '../../src/self-test/faults/all.ts';
import type { Serve } from '../../src/self-test/faults/fault.ts';
import { OTHER_PROJECT, recordFullWorld, WORLD_USER } from '../../src/self-test/full-world.ts';
import { runContract, targetOf } from '../support/contract-run.ts';
import { printRun, reporters } from '../support/reporters.ts';

const mock = createMock({ projects: [DOCUMENTED_PROJECT_KEY, OTHER_PROJECT] });
const right = createFetch(mock);
/** Mistakes found by parallel requests, by rules for all replies, by shrinking, and by cached replies. */
const NAMES = ['end_date is exclusive', 'user IDs are patterns', 'a key twice', 'a cache forgets the query'];

/** Requirements that send parallel requests, in a random order, or check all replies. */
const ONLY = ['WINDOW-04', 'WINDOW-09', 'ISOLATION-02', 'REPEAT', 'REPLY', 'ROBUST'];

beforeAll(() => recordFullWorld(mock));

it.each(NAMES)('the same seed gives the same reports on a server with this fault: %s', async (name) => {
  const { wrap } = faultNamed(name);
  const reports = async () => {
    const serve = wrap((request) => right(request));
    const target = targetOf({ userIds: [WORLD_USER, DOCUMENTED_USER_ID], fetch: unevenly(serve), runs: 5 });
    return print((await runContract(target, { only: ONLY })).events.map(untimed));
  };
  const first = await reports();
  expect(await reports()).toEqual(first);
  expect(Object.values(first).every((text) => text.length > 100)).toBe(true);
});

/** Parallel requests are answered in any order. */
function unevenly(serve: Serve): typeof fetch {
  return async (input, init) => {
    const reply = serve(new Request(input, init));
    for (let turn = Math.random() * 4; turn > 1; turn -= 1) await new Promise(setImmediate);
    return reply;
  };
}

function untimed(event: ContractEvent): ContractEvent {
  if (event.type === 'result') return { ...event, result: { ...event.result, durationMs: 0 } };
  if (event.type === 'start') return event;
  const results = event.results.map((result) => ({ ...result, durationMs: 0 }));
  return { ...event, results, summary: { ...event.summary, startedAt: 0, durationMs: 0 } };
}

function print(events: readonly ContractEvent[]): Record<string, string> {
  return Object.fromEntries(Object.entries(reporters).map(([name, create]) => [name, printRun(create(), events)]));
}
