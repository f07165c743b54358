import { expect } from 'vitest';
import { DOCUMENTED_EVENTS, sessionsReplySchema } from '../../../src/api/index.ts';
import { freePort } from '../../support/free-port.ts';
import { onlyOnce, type Places, type Runs } from '../places.ts';
import { snippet } from '../readme.ts';
import { whileRunning } from '../shell.ts';
import { suiteRun } from './suites.ts';

const PATH = '/api/app/3sWXSsqHgSKnE87YkNJK/users/mickael@openreplay.com/sessions';
const headers = { Authorization: 'DevKeyOpenReplayKit1' };

// all at the one port that the script has, so one after the other
const documented = onlyOnce(async ({ checkout }: Places) => {
  expect(await replyOf(checkout, snippet('prism'))).toEqual({ data: DOCUMENTED_EVENTS });
});

const ofV2 = onlyOnce(async (places: Places) => {
  await documented(places);
  const reply = await replyOf(places.checkout, snippet('prism-v2'), {
    path: '/v2/api/public/3sWXSsqHgSKnE87YkNJK/users/mickael@openreplay.com/sessions',
    method: 'POST',
    headers: { Authorization: 'Bearer any key', 'content-type': 'application/json' },
    body: JSON.stringify({ startTimestamp: 1623440822825, endTimestamp: 1623440920846 }),
  });
  expect(reply).toHaveProperty('data.total', 1);
});

/** Runs the blocks about Prism. */
export const prismRuns: Runs = {
  prism: documented,

  async 'prism-v2'(places) {
    await ofV2(places);
  },

  async 'prism-dynamic'(places) {
    const script = `${snippet('prism-dynamic').trimEnd()} --port ${await freePort()}`;
    const reply = await replyOf(places.checkout, script);
    expect(sessionsReplySchema.parse(reply)).not.toEqual({ data: DOCUMENTED_EVENTS });
  },

  async 'prism-file'({ project }) {
    const script = snippet('prism-file').replace('--port 4011', `--port ${await freePort()}`);
    expect(await replyOf(project, script)).toEqual({ data: DOCUMENTED_EVENTS });
  },

  async 'prism-proxy'({ project, mockUrl }) {
    const script = snippet('prism-proxy')
      .replace('--port 4012', `--port ${await freePort()}`)
      .replace('http://127.0.0.1:4010', new URL(mockUrl).origin);
    expect(await replyOf(project, script)).toEqual({ data: DOCUMENTED_EVENTS });
  },

  'prism-test': suiteRun('prism-test'),
};

async function replyOf(
  cwd: string,
  script: string,
  { path = PATH, ...init }: RequestInit & { readonly path?: string } = { headers },
): Promise<unknown> {
  let body: unknown;
  await whileRunning(script, { cwd, pattern: /is listening on (http:\S+)/ }, async ([, url]) => {
    body = await (await fetch(url + path, init)).json();
  });
  return body;
}
