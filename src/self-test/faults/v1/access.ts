import { DEVELOPMENT_KEY as KEY } from '../../../index.ts';
import { v1Face } from '../../faces/v1.ts';
import { EVENTS, front, instead, pathOf, refusal, USER } from '../deployed/make.ts';
import { type Fault, json, onRequest } from '../fault.ts';
import { jsonText, letIn, row } from '../make.ts';
import { ADA, onProject } from './make.ts';

/** Faults in keys, projects, methods and what surrounds the list. */
export const accessFaults: readonly Fault[] = [
  row('AUTH-101', 'the cached reply about a user or session is served to anybody', (right) => {
    const cache = new Map<string, Response>();
    return async (request) => {
      const known = cache.get(request.url);
      if (known) return known.clone();
      const reply = await right(request);
      const isKept = reply.status === 200 && [USER, EVENTS].some((path) => path.test(pathOf(request)));
      if (isKept) cache.set(request.url, reply.clone());
      return reply;
    };
  }),
  row(
    'AUTH-101',
    'jobs need no key',
    front(
      ({ url }) => url.endsWith('/jobs'),
      () => json(200, { data: [] }),
    ),
  ),
  row(
    'AUTH-101',
    'a key in another header is accepted',
    onRequest(({ headers }) => (headers.get('x-api-key') === KEY ? letIn(v1Face) : {})),
  ),
  row(
    'ISOLATION-101',
    'jobs of all projects are listed',
    front(
      ({ url, headers }) => url.endsWith('/jobs') && headers.get('authorization') === KEY,
      () => json(200, { data: [{ jobId: 1, projectId: 99 }] }),
    ),
  ),
  row('ISOLATION-101', 'an unknown project is forbidden', instead([404], refusal(403))),
  row(
    'ISOLATION-101',
    'events are of any project',
    onRequest((_, url) =>
      EVENTS.test(url.pathname) ? { url: url.href.replace(/v1\/[^/]*/, 'v1/3sWXSsqHgSKnE87YkNJK') } : {},
    ),
  ),
  row(
    'ISOLATION-102',
    'an unknown user is not found',
    front(({ url }) => /users\/nobody[^/]*\/sessions/.test(url), refusal(404)),
  ),
  row(
    'ISOLATION-104',
    'user IDs of more than 255 characters are refused',
    front(({ url }) => /users\/[^/]{256,}\/sessions/.test(url), refusal(414)),
  ),
  row(
    'ISOLATION-104',
    'a percent sign in a user ID is refused',
    front(({ url }) => /users\/[^/]*%25[^/]*\/sessions/.test(url), refusal(400)),
  ),
  row(
    'ISOLATION-103',
    'the UUID of a user is an ID too',
    onRequest((_, url) => ({ url: url.href.replace(/users\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/, ADA) })),
  ),
  row('ISOLATION-103', 'the number of a project is a key too', onProject(/^\d+$/)),
  row('REPEAT-101', 'the user is looked up by a path that all requests share', (right) => {
    let last = '';
    return async (request) => {
      if (!USER.test(pathOf(request))) return right(request);
      last = request.url;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return right(new Request(last, request));
    };
  }),
  row('REQUEST-05', 'a project key is not decoded', onProject(/%/, 'nobody')),
  row('REQUEST-12', 'dates are found in any letter case', (right) => async (request) => {
    const url = new URL(request.url);
    for (const [name, value] of [...url.searchParams]) url.searchParams.append(name.toLowerCase(), value);
    return right(/[A-Z]+_DATE/.test(url.search) ? new Request(url, request) : request);
  }),
  row(
    'REQUEST-101',
    'the events of a session can be posted for',
    front(
      (request) => request.method === 'POST' && EVENTS.test(pathOf(request)),
      () => jsonText(200, '{"data":[]}'),
    ),
  ),
  row('REQUEST-101', 'another method is not found', instead([405], refusal(404))),
  row('REQUEST-101', 'another path is a bad request', instead([404], refusal(400), /nothing-here$|sessionsx$/)),
  row(
    'ROBUST-101',
    'a refused key is reported in plain text',
    instead([401, 403], ({ status }) => new Response('no', { status })),
  ),
  row(
    'ROBUST-101',
    'an unknown project is reported in plain text',
    instead([404], ({ status }) => new Response('no', { status })),
  ),
  // real servers do the same
  { ...row('ROBUST-102', 'a null in the path breaks the server', (right) => right), shownBy: ['ISOLATION-02'] },
];
