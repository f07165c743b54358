import { expect, test } from 'vitest';
import { runCli, startCli } from '../support/cli.ts';
import { makeFile } from '../support/files.ts';

const SESSION = {
  projectKey: 'ShopOfTheRealServer0',
  sessionId: '18446744073709551615',
  userId: 'ada@example.org',
  deviceId: 'd-1',
  events: [
    { name: 'LOCATION', createdAt: 1_717_405_200_000, eventId: 'e-1' },
    { name: 'CLICK', createdAt: 1_717_405_203_000, eventId: 'e-2' },
  ],
};

test('v2 answers from the rows of a file, of projects that need no flag, and so do workers', async () => {
  const file = makeFile('rows.json', { $schema: './stored.json', sessions: [SESSION] });
  const cli = startCli(['mock', '--port', '0', '--users', '0', '--workers', '2', '--stored', file]);
  const [, base = ''] = await cli.until(/v2 at (http:\S+)/);
  const ask = async () => {
    const reply = await fetch(`${base}/${SESSION.projectKey}/users/${SESSION.userId}/sessions`, {
      method: 'POST',
      headers: { Authorization: 'Bearer DevKeyOpenReplayKit1', connection: 'close' },
      body: JSON.stringify({ startTimestamp: 946_684_800_000, endTimestamp: 4_102_444_800_000 }),
    });
    return reply.text();
  };
  // one connection after another goes to either worker
  const replies = new Set([await ask(), await ask(), await ask(), await ask()]);
  expect([...replies].map((text) => JSON.parse(text))).toEqual([
    {
      data: {
        total: 1,
        sessions: [
          { sessionId: SESSION.sessionId, eventsCount: 2, startTs: 1_717_405_200_000, endTs: 1_717_405_203_000 },
        ],
      },
    },
  ]);
  const { stdout } = await cli.end('SIGTERM');
  expect(stdout).toMatch(new RegExp(`--stored ${file} .*--project ${SESSION.projectKey}`));
});

test.each<[string, unknown, string]>([
  ['an ID that is a number', { sessions: [{ ...SESSION, sessionId: 7 }] }, 'sessions[0].sessionId: expected text'],
  ['an unknown field', { session: [] }, 'there is no field "session" (did you mean "sessions"?)'],
])('%s is refused before anything is served', async (_, content, message) => {
  const { code, stderr } = await runCli(['mock', '--port', '0', '--stored', makeFile('rows.json', content)]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
