import { describe, expect, it } from 'vitest';
import { v1Api } from '../../../../src/contract/apis/v1/contract.ts';
import { type RequirementResult, verifyContract } from '../../../../src/contract/index.ts';
import { serveV1, V1_TARGET, type V1Steps, v1Steps } from '../../../support/v1-server.ts';

async function verify(replaced: Partial<V1Steps>, only: readonly string[] = []): Promise<RequirementResult[]> {
  const results: RequirementResult[] = [];
  for await (const event of verifyContract({ ...V1_TARGET, seed: 1, fetch: serveV1(replaced) }, { only })) {
    if (event.type === 'end') results.push(...event.results);
  }
  return results;
}

const notMet = (results: readonly RequirementResult[]) =>
  results.filter(({ outcome }) => outcome === 'not met').map(({ id }) => id);

const change = (name: string, value: unknown): Partial<V1Steps> => ({
  summary: (session) => ({ ...v1Steps.summary(session), [name]: value }),
});
const leaveOut = (name: string): Partial<V1Steps> => ({
  summary: (session) => Object.fromEntries(Object.entries(v1Steps.summary(session)).filter(([key]) => key !== name)),
});
const changeUser = (changes: Record<string, unknown>): Partial<V1Steps> => ({
  details: (user, sessions) => {
    const details = v1Steps.details(user, sessions);
    return details && { ...details, ...changes };
  },
});

const FIELDS = Object.keys({
  projectId: 0,
  sessionId: 0,
  userUuid: 0,
  userId: 0,
  userOs: 0,
  userBrowser: 0,
  userDevice: 0,
  userCountry: 0,
  startTs: 0,
  duration: 0,
  eventsCount: 0,
  pagesCount: 0,
  errorsCount: 0,
});

/** Each row with servers that break it; a fault may break rows beside it. */
const FAULTS: Readonly<Record<string, readonly (readonly [what: string, replaced: Partial<V1Steps>])[]>> = {
  'REPLY-101': [
    ['sessionId is left out', leaveOut('sessionId')],
    ['the list is null', { body: (_, path) => JSON.stringify({ data: path.endsWith('/sessions') ? null : [] }) }],
  ],
  'REPLY-102': [
    ...FIELDS.filter((name) => name !== 'startTs' && name !== 'sessionId').map(
      (name) => [`${name} is left out`, leaveOut(name)] as const,
    ),
    [
      'sessionId is a number',
      { summary: (session) => ({ ...v1Steps.summary(session), sessionId: Number(session.id) }) },
    ],
    ['a country has its name', change('userCountry', 'India')],
    [
      'startTs is in seconds',
      { summary: (session) => ({ ...v1Steps.summary(session), startTs: Math.floor(session.startTs / 1000) }) },
    ],
    ['counts are texts', change('eventsCount', '3')],
    ['a count is below zero', change('errorsCount', -1)],
    ['userUuid is no UUID', change('userUuid', 'x')],
  ],
  'REPLY-103': [['userId is in lower case of another', change('userId', 'ADA+1@example.org')]],
  'REPLY-104': [
    [
      'IDs are rounded',
      { summary: (session) => ({ ...v1Steps.summary(session), sessionId: String(BigInt(Number(session.id))) }) },
    ],
  ],
  'REPLY-105': [
    [
      'counts have a fraction',
      { body: (data) => JSON.stringify({ data }).replace(/"eventsCount":(\d+)/g, '"eventsCount":$1.0') },
    ],
  ],
  'REPLY-106': [
    [
      'each session has a project of its own',
      { summary: (session) => ({ ...v1Steps.summary(session), projectId: Number(session.id % 7n) }) },
    ],
  ],
  'ORDER-101': [
    ['the newest comes first', { select: (all, isInside) => v1Steps.select(all, isInside).reverse() }],
    ['by time', { select: (all, isInside) => v1Steps.select(all, isInside).sort((a, b) => a.startTs - b.startTs) }],
    [
      'IDs in the order of texts',
      {
        select: (all, isInside) => v1Steps.select(all, isInside).sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1)),
      },
    ],
    [
      'one comes twice',
      {
        select: (all, isInside) => v1Steps.select(all, isInside).flatMap((one, at) => (at === 2 ? [one, one] : [one])),
      },
    ],
  ],
  'ORDER-102': [
    ['there is no limit', { select: (all, isInside) => all.filter(isInside).sort((a, b) => (a.id < b.id ? -1 : 1)) }],
  ],
  'ORDER-103': [
    [
      'the 50 highest IDs come',
      {
        select: (all, isInside) =>
          all
            .filter(isInside)
            .sort((a, b) => (a.id < b.id ? -1 : 1))
            .slice(-50),
      },
    ],
    ['20 come at most', { select: (all, isInside) => v1Steps.select(all, isInside).slice(0, 20) }],
    ['49 come at most', { select: (all, isInside) => v1Steps.select(all, isInside).slice(0, 49) }],
  ],
  'WINDOW-01': [
    [
      'start_date is exclusive',
      { isInside: (one, { start, end }) => BigInt(one.startTs) !== start && v1Steps.isInside(one, { start, end }) },
    ],
  ],
  'WINDOW-02': [
    [
      'end_date is exclusive',
      { isInside: (one, { start, end }) => BigInt(one.startTs) !== end && v1Steps.isInside(one, { start, end }) },
    ],
  ],
  'WINDOW-04': [
    [
      'sessions that overlap count',
      {
        isInside: (one, { start, end }) =>
          v1Steps.isInside({ ...one, startTs: one.startTs + (one.duration ?? 0) }, { start, end: undefined }) &&
          v1Steps.isInside(one, { start: undefined, end }),
      },
    ],
  ],
  'WINDOW-101': [
    ['bad dates are 400', { refuseInteger: () => Response.json({ errors: ['bad date'] }, { status: 400 }) }],
    ['an empty date is none', { readQuery: (query, name) => query.getAll(name).at(-1) || undefined }],
    ['a fraction is cut off', { readInteger: (text) => v1Steps.readInteger(text.replace(/\.5$/, '')) }],
  ],
  'WINDOW-102': [
    [
      'dates below zero are refused',
      { readInteger: (text) => (text.startsWith('-') ? undefined : v1Steps.readInteger(text)) },
    ],
    [
      'dates beyond 2^63 are refused',
      { readInteger: (text) => (text.length > 18 && !text.startsWith('24') ? undefined : v1Steps.readInteger(text)) },
    ],
  ],
  'WINDOW-103': [
    [
      'a window is turned round',
      {
        isInside: (one, { start, end }) =>
          start !== undefined && end !== undefined && start > end
            ? v1Steps.isInside(one, { start: end, end: start })
            : v1Steps.isInside(one, { start, end }),
      },
    ],
  ],
  'WINDOW-104': [['the first of two dates counts', { readQuery: (query, name) => query.get(name) ?? undefined }]],
  'AUTH-04': [['Bearer is taken too', { isLetIn: (key) => key?.replace(/^Bearer /, '') === V1_TARGET.key }]],
  'AUTH-101': [
    ['a missing key is 404', { refuseKey: () => v1Steps.refuseProject() }],
    ['details need no key', { isLetIn: (key, path) => v1Steps.isLetIn(key, path) || /users\/[^/]+$/.test(path) }],
    ['events need no key', { isLetIn: (key, path) => v1Steps.isLetIn(key, path) || path.endsWith('/events') }],
    [
      'events take longer keys',
      {
        isLetIn: (key, path) =>
          v1Steps.isLetIn(key, path) || (path.endsWith('/events') && (key?.startsWith(V1_TARGET.key) ?? false)),
      },
    ],
  ],
  'ISOLATION-101': [
    ['an unknown project is 403', { refuseProject: () => Response.json({ errors: ['no'] }, { status: 403 }) }],
  ],
  'ISOLATION-102': [
    [
      'an unknown user is 404',
      {
        ofUser: (session, user) => v1Steps.ofUser(session, user),
        body: (data, path) => (path.includes('nobody') ? '{"errors":[]}' : v1Steps.body(data, path)),
      },
    ],
  ],
  'REQUEST-101': [
    ['another method is 404', { refuseMethod: (path) => v1Steps.refusePath(path) }],
    ['another path is 400', { refusePath: () => Response.json({ errors: ['no'] }, { status: 400 }) }],
  ],
  'ROBUST-101': [['refusals are plain text', { refuseProject: () => new Response('no', { status: 404 }) }]],
  'USER-101': [
    ['a user has another ID', changeUser({ userId: 'someone' })],
    ['times of a user are in seconds', changeUser({ lastSeen: 1_700_000_000 })],
    ['counts of a user are texts', changeUser({ sessionCount: '50' })],
  ],
  'USER-102': [
    [
      'the limit comes before the window',
      { select: (all, isInside) => v1Steps.select(all, () => true).filter(isInside) },
    ],
    ['running sessions count', { isCounted: () => true }],
    ['50 sessions count at most', { details: (user, sessions) => v1Steps.details(user, sessions.slice(0, 50)) }],
    [
      'first and last are exchanged',
      {
        details: (user, sessions) => {
          const { firstSeen, lastSeen, ...rest } = v1Steps.details(user, sessions) ?? {};
          return { ...rest, lastSeen: firstSeen, firstSeen: lastSeen };
        },
      },
    ],
  ],
  'USER-104': [
    [
      'an unknown user has zeros',
      {
        details: (user, sessions) =>
          v1Steps.details(user, sessions) ?? { userId: user, sessionCount: 0, lastSeen: null, firstSeen: null },
      },
    ],
  ],
  'EVENTS-101': [
    ['types are in lower case', { event: (event) => ({ ...v1Steps.event(event), type: event.type.toLowerCase() }) }],
    [
      'times of events are in seconds',
      { event: (event) => ({ ...v1Steps.event(event), timestamp: Math.floor(event.timestamp / 1000) }) },
    ],
    ['messageId is a text', { event: (event) => ({ ...v1Steps.event(event), messageId: String(event.messageId) }) }],
    [
      'a path and its url differ',
      {
        event: (event) => ({
          ...v1Steps.event(event),
          ...(event.type === 'LOCATION' && { url: 'https://shop.example.org/shop/' }),
        }),
      },
    ],
  ],
  'EVENTS-102': [
    [
      'IDs of events are rounded',
      { event: (event) => ({ ...v1Steps.event(event), sessionId: Number(event.session) }) },
    ],
  ],
  'EVENTS-103': [
    ['the newest event comes first', { eventsOf: (sessions, id) => [...v1Steps.eventsOf(sessions, id)].reverse() }],
  ],
  'EVENTS-104': [
    [
      'inputs are left out',
      { eventsOf: (sessions, id) => v1Steps.eventsOf(sessions, id).filter(({ type }) => type !== 'INPUT') },
    ],
    ['three events come at most', { eventsOf: (sessions, id) => v1Steps.eventsOf(sessions, id).slice(0, 3) }],
    [
      'counts are too high',
      { summary: (session) => ({ ...v1Steps.summary(session), eventsCount: session.events.length + 1 }) },
    ],
  ],
  'EVENTS-105': [
    [
      'times of events are of another zone',
      { event: (event) => ({ ...v1Steps.event(event), timestamp: event.timestamp + 7_200_000 }) },
    ],
  ],
  'EVENTS-106': [
    [
      'an unknown session is 404',
      {
        eventsOf: (sessions, id) => {
          const events = v1Steps.eventsOf(sessions, id);
          return events;
        },
        body: (data, path) =>
          JSON.stringify({ data: path.endsWith('/events') && Array.isArray(data) && data.length === 0 ? null : data }),
      },
    ],
    [
      'a session ID is read as far as it is a number',
      { readInteger: (text) => v1Steps.readInteger(text) ?? v1Steps.readInteger(/^\d+/.exec(text)?.[0] ?? '') },
    ],
  ],
  'EVENTS-107': [
    [
      'IDs are compared as floats',
      {
        eventsOf: (sessions, id) =>
          sessions.filter((one) => Number(one.id) === Number(id)).flatMap((one) => v1Steps.eventsOf(sessions, one.id)),
      },
    ],
  ],
};

/** Rows that ask what a rule looks at. */
const BESIDE: Readonly<Record<string, readonly string[]>> = { 'ROBUST-101': ['ISOLATION-04'] };

describe('the contract of v1', () => {
  it('is kept by a right server, without a flag', async () => {
    const results = await verify({});
    expect(results.filter(({ level, outcome }) => level === 'MUST' && outcome === 'not met')).toEqual([]);
    expect(notMet(results)).toEqual(['ROBUST-102']);
    const untold = results.filter(({ outcome }) => outcome === 'inconclusive').map(({ reason }) => reason);
    expect(untold.every((reason) => /pass |raw connections/.test(reason ?? ''))).toBe(true);
  });

  const own = v1Api.rows.map(({ id }) => id);

  describe.each(Object.entries(FAULTS))('%s', (id, faults) => {
    it.each(faults)('is broken where %s', async (_, replaced) => {
      expect(notMet(await verify(replaced, [id, ...(BESIDE[id] ?? [])]))).toContain(id);
    });
  });

  it('has a faulty server for each of its rows', () => {
    const untested = own.filter((id) => !FAULTS[id]);
    expect(untested).toEqual(['USER-103', 'EVENTS-108', 'ROBUST-102']);
  });
});
