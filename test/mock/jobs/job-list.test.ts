import { describe, expect, it } from 'vitest';
import {
  createFetch,
  createMock,
  DEVELOPMENT_KEY,
  DOCUMENTED_PROJECT_KEY,
  type Mock,
  DOCUMENTED_USER_ID as USER,
} from '../../../src/index.ts';
import { openStateFile } from '../../../src/journal/file/state-file.ts';
import { newPlace } from '../../journal/file/places.ts';
import { MemoryJournal } from '../../support/memory-journal.ts';

const DAY_MS = 86_400_000;

async function ask(mock: Mock, path: string, method = 'GET') {
  const url = `http://mock/api/v1/${DOCUMENTED_PROJECT_KEY}${path}`;
  const reply = await createFetch(mock)(url, { method, headers: { authorization: DEVELOPMENT_KEY } });
  return (await reply.json()).data;
}

const scheduleDeletion = (mock: Mock) => ask(mock, `/users/${USER}`, 'DELETE');
const statuses = async (mock: Mock) => (await ask(mock, '/jobs')).map(({ status }: { status: string }) => status);

describe('the deletions of users', () => {
  it('go on after a restart with a state file', async () => {
    const place = newPlace();
    const file = await openStateFile(place);
    const before = createMock();
    await before.attach(file);
    const { jobId } = await scheduleDeletion(before);
    await file.close();

    const again = await openStateFile(place);
    const after = createMock();
    await after.attach(again);
    expect(await ask(after, `/jobs/${jobId}`)).toMatchObject({ status: 'scheduled', referenceId: USER });
    expect(await after.events(USER)).not.toEqual([]);
    after.clock.advance(DAY_MS);
    expect(await statuses(after)).toEqual(['completed']);
    expect(await ask(after, `/users/${USER}/sessions`)).toEqual([]);
    await again.close();
  });

  it('are those of all mocks with the same journal, and each has its number', async () => {
    const journal = new MemoryJournal();
    const mocks = [createMock(), createMock()];
    for (const mock of mocks) await mock.attach(journal);
    const made = await Promise.all(mocks.map(scheduleDeletion));
    expect(made.map(({ jobId }) => jobId).sort()).toEqual([1, 2]);
    expect(await Promise.all(mocks.map(statuses))).toEqual([
      ['scheduled', 'scheduled'],
      ['scheduled', 'scheduled'],
    ]);
  });

  it('go with a snapshot to another mock, and what they deleted stays deleted there', async () => {
    const before = createMock();
    expect(before.snapshot()).not.toHaveProperty('jobs');
    await scheduleDeletion(before);
    const after = createMock();
    await after.restore(JSON.parse(JSON.stringify(before.snapshot())));
    expect(await statuses(after)).toEqual(['scheduled']);
    after.clock.advance(DAY_MS);
    expect(await after.events(USER)).toEqual([]);
    await after.restore({ version: 1, recorded: [] });
    expect(await statuses(after)).toEqual([]);
  });

  it('are refused in a snapshot when their project is unknown or two have the same number', async () => {
    const from = createMock();
    await scheduleDeletion(from);
    const [job] = from.snapshot().jobs ?? [];
    const mock = createMock();
    await expect(
      mock.restore({ version: 1, recorded: [], jobs: [job, { ...job, projectKey: 'elsewhere' }] }),
    ).rejects.toMatchObject({
      issues: [
        { path: 'jobs[1].jobId', message: '1 is there twice' },
        { path: 'jobs[1].projectKey', message: 'must be a project of this mock, received "elsewhere"' },
      ],
    });
    expect(mock.snapshot()).toEqual({ version: 1, recorded: [] });
  });

  it('are gone after a reset, with what was recorded', async () => {
    const mock = createMock();
    await scheduleDeletion(mock);
    await mock.reset();
    expect(await statuses(mock)).toEqual([]);
  });

  it('are not made when they cannot be kept', async () => {
    const journal = new MemoryJournal();
    const mock = createMock();
    await mock.attach(journal);
    journal.failure = new Error('the disk is full');
    const url = `http://mock/api/v1/${DOCUMENTED_PROJECT_KEY}/users/${USER}`;
    const reply = await createFetch(mock)(url, { method: 'DELETE', headers: { authorization: DEVELOPMENT_KEY } }).then(
      ({ status }) => status,
      () => 'failed',
    );
    expect(reply).not.toBe(200);
    journal.failure = undefined;
    expect(await statuses(mock)).toEqual([]);
  });
});
