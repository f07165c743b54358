import { describe, expect, it } from 'vitest';
import { controlRows, createControl } from '../../src/control/control.ts';
import { createMock, UnavailableError } from '../../src/index.ts';
import { controlOperations } from '../../src/kit/control/operations.ts';
import { MemoryJournal } from '../support/memory-journal.ts';
import { askControl, type ControlAsk } from './ask-control.ts';

const VISIT = { userId: 'ada', events: [{ type: 'LOCATION', path: '/' }] };
const NOT_WHOLE = { body: '{' };

interface Case extends ControlAsk {
  readonly operation: string;
  readonly status: number;
  readonly line: string;
}

const of = (operation: string, line: string, asks: Readonly<Record<number, ControlAsk & { line?: string }>>): Case[] =>
  Object.entries(asks).map(([status, ask]) => ({ operation, status: Number(status), line, ...ask }));

/** For each operation and each status of its own, a request that is answered so. */
const OWN_CASES: readonly Case[] = [
  of('getHealth', 'GET /health', { 200: {} }),
  of('getProjects', 'GET /projects', { 200: {} }),
  of('getUsers', 'GET /users', {
    200: {},
    400: { line: 'GET /users?limit=abc' },
    404: { line: 'GET /users?project=other' },
  }),
  of('getEvents', 'GET /events?user=ada', {
    200: {},
    400: { line: 'GET /events' },
    404: { line: 'GET /events?user=ada&project=other' },
  }),
  of('recordVisits', 'POST /record', {
    201: { json: VISIT, line: 'POST /record?events=true' },
    400: { json: {} },
    503: { json: VISIT },
  }),
  of('getSession', 'GET /sessions/7', { 200: {}, 404: { line: 'GET /sessions/8' } }),
  of('putSession', 'PUT /sessions/7', {
    200: { json: { events: VISIT.events } },
    400: { json: { events: [] } },
    404: { line: 'PUT /sessions/8', json: { events: VISIT.events } },
    503: { json: { events: VISIT.events } },
  }),
  of('deleteSession', 'DELETE /sessions/7', { 204: {}, 404: { line: 'DELETE /sessions/8' }, 503: {} }),
  of('resetMock', 'POST /reset', { 204: {}, 400: { json: 7 }, 503: {} }),
  of('getSnapshot', 'GET /snapshot', { 200: {} }),
  of('putSnapshot', 'PUT /snapshot', {
    204: { json: { version: 1, recorded: [] } },
    400: NOT_WHOLE,
    503: { json: { version: 1, recorded: [] } },
  }),
  of('getScenarios', 'GET /scenarios', { 200: {} }),
  of('putScenario', 'PUT /scenarios/slow', {
    200: {},
    400: { json: { userId: 7 } },
    404: { line: 'PUT /scenarios/none' },
  }),
  of('deleteScenario', 'DELETE /scenarios/flaky', { 204: {}, 404: { line: 'DELETE /scenarios/empty' } }),
  of('deleteScenarios', 'DELETE /scenarios', { 204: {} }),
  of('getFaults', 'GET /faults', { 200: {} }),
  of('postFault', 'POST /faults', { 201: { json: { latency: 1, times: 2 } }, 400: { json: {} } }),
  of('deleteFault', 'DELETE /faults/fault-1', { 204: {}, 404: { line: 'DELETE /faults/fault-9' } }),
  of('deleteFaults', 'DELETE /faults', { 204: {} }),
  of('getClock', 'GET /clock', { 200: {} }),
  of('patchClock', 'PATCH /clock', { 200: { json: { advance: '1h' } }, 400: { json: {} } }),
  of('getRequests', 'GET /requests', { 200: {}, 400: { line: 'GET /requests?after=x' } }),
  of('deleteRequests', 'DELETE /requests', { 204: {} }),
  of('streamRequests', 'GET /requests/stream', { 200: {}, 400: { line: 'GET /requests/stream?after=x' } }),
  of('getOpenApi', 'GET /openapi.json', { 200: {} }),
].flat();

const host = 'localhost:4010';

/** Those that all operations have, or all with a body. */
const COMMON_CASES: readonly Case[] = controlOperations.flatMap(({ operationId, body }) => {
  const own = OWN_CASES.find(({ operation }) => operation === operationId);
  if (!own) throw new Error(`No request is written for ${operationId}.`);
  const common = { 401: { headers: { host, controlKey: '' } }, 403: { headers: { host: 'evil.example' } } };
  const ofBody = { 413: { body: ' '.repeat(10_001) }, 415: { headers: { host, contentType: 'text/plain' } } };
  return of(operationId, own.line, { ...common, ...(body && ofBody) });
});

const cases = [...OWN_CASES, ...COMMON_CASES];

/** A mock that holds something of everything. */
async function answer({ line, status, ...asked }: Case) {
  const mock = createMock({ users: 3, scenarios: ['flaky'] });
  await mock.record({ userId: 'bob', sessionId: 7, events: [{ type: 'LOCATION', path: '/' }] });
  mock.faults.add({ latency: { p50Ms: 1, p90Ms: 2, p99Ms: 3 }, userId: 'bob' });
  await mock.handle({ method: 'GET', path: '/api/app/x', query: '' });
  if (status === 503) {
    const rows = mock.snapshot().recorded;
    const journal = new MemoryJournal('recorded');
    await journal.append({ type: 'replace', rows }, 0);
    await mock.attach(journal);
    journal.failure = new UnavailableError('Failed to keep a change: the disk is full. Free some space.');
  }
  const controlKey = status === 401 ? 'ControlKeyOfATest-1' : undefined;
  return askControl(createControl(mock, { version: '1', controlKey, maxBodyBytes: 10_000 }), line, asked);
}

describe('the replies of the control API', () => {
  it('that are documented are all tried here, for every operation', () => {
    const tried = cases.map(({ operation, status }) => `${operation} ${status}`).sort();
    const documented = controlOperations.flatMap((operation) =>
      Object.keys(operation.replies).map((status) => `${operation.operationId} ${status}`),
    );
    expect(tried).toEqual(documented.sort());
  });

  it.each(cases)('of $operation with $status are as documented', async (asked) => {
    const operation = controlOperations.find(({ operationId }) => operationId === asked.operation);
    const documented = operation?.replies[asked.status];
    const { status, headers, body } = await answer(asked);
    expect({ status, body }).toHaveProperty('status', asked.status);
    if (!documented?.schema) {
      expect(body).toBeUndefined();
      return;
    }
    expect(headers['content-type']?.split(';')[0]).toBe(documented.contentType ?? 'application/json');
    expect(documented.schema.parse(body)).toEqual(body);
  });

  it('come from one row for each operation', () => {
    const byId = (a: string, b: string) => a.localeCompare(b);
    expect(controlRows.map(({ operation }) => operation.operationId).sort(byId)).toEqual(
      controlOperations.map(({ operationId }) => operationId).sort(byId),
    );
  });
});
