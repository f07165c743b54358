import { describe, expect, it } from 'vitest';
import { createPrettyReporter } from '../../src/contract/index.ts';
import { type Run, runContract, targetOf } from '../support/contract-run.ts';
import { cases, type HonestCase } from './cases.ts';
import type { Convention } from './convention.ts';
import { BUSY_USER_ID, KEY } from './history.ts';

/** What a report says of the dates, by what they filter and where the range ends. */
const READING_TOLD: Readonly<Record<Convention['window'] | Convention['end'], RegExp>> = {
  event: /dates filter events/,
  session: /dates filter sessions by their start/,
  overlap: /dates filter sessions that overlap the range/,
  included: /dates filter .*both ends included/,
  excluded: /dates filter .*the end excluded/,
};

/** Each server once, every other one with the newest session first: the dates mean everything that they may mean. */
const once = cases.filter((_, index) => index % 4 === 0 || index % 4 === 3);

describe.each(once.map((one) => [one.title, one] as const))('%s', (_, honest) => {
  it('is green on the first run, with a sentence on how it reads dates', async () => {
    const run = await verify(honest);
    expect(whatIsRed(run)).toEqual([]);
    expect(run.summary).toMatchObject({ notMet: 0, incomplete: undefined });
    const report = run.events.map(createPrettyReporter()).join('');
    expect(report).toMatch(READING_TOLD[honest.convention.window]);
    expect(report).toMatch(READING_TOLD[honest.convention.end]);
  });
});

it('no server and no convention is missing', () => {
  const values = (of: (one: HonestCase) => unknown) => new Set(once.map(of)).size;
  expect(values(({ server }) => server)).toBe(once.length);
  expect(values(({ server }) => server)).toBe(new Set(cases.map(({ server }) => server)).size);
  expect(values(({ convention }) => convention.order)).toBe(2);
  expect(values(({ convention: { window, end } }) => `${window} ${end}`)).toBe(5);
});

async function verify({ server, convention }: HonestCase): Promise<Run> {
  const running = await server.start(convention);
  try {
    return await runContract(targetOf({ baseUrl: running.baseUrl, key: KEY, userIds: [BUSY_USER_ID] }));
  } finally {
    await running.close();
  }
}

function whatIsRed({ results, aborted }: Run): string[] {
  const failures = results.filter(({ level, outcome }) => level === 'MUST' && outcome === 'not met');
  return [
    ...(aborted ? [aborted.message] : []),
    ...failures.map(
      ({ id, title, expected, received }) => `${id} ${title}\n  ${expected}\n  ${received?.slice(0, 200)}`,
    ),
  ];
}
