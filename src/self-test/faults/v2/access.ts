import { DOCUMENTED_PROJECT_KEY, DEVELOPMENT_KEY as KEY } from '../../../index.ts';
import { v2Face } from '../../faces/v2.ts';
import { EVENTS, front, instead, LIST, refusal, USER } from '../deployed/make.ts';
import { type Fault, json, onRequest } from '../fault.ts';
import { authorization, letIn, row } from '../make.ts';
import { bodyOf } from './ask.ts';

const own = letIn(v2Face);

/** Grants access to matching requests. */
const letting = (name: string, isMeant: (given: string, path: string, request: Request) => boolean): Fault =>
  row(
    'AUTH-201',
    name,
    onRequest((request, { pathname }) => (isMeant(authorization(request) ?? '', pathname, request) ? own : {})),
  );
const unknownUser = (request: Request) => /\/users\/nobody/.test(request.url);

/** Faults in who is granted access, and in whose data is returned. */
export const accessFaults: readonly Fault[] = [
  letting('the bare key is accepted', (given) => given === KEY),
  letting('any scheme is accepted', (given) => given.split(' ')[1] === KEY),
  row('AUTH-201', 'a missing key gets a 403', instead([401], refusal(403))),
  letting('the details of a user need no key', (_, path) => USER.test(path)),
  letting('events need no key', (_, path) => EVENTS.test(path)),
  letting('a list accepts any key with the right beginning', (given, path) => LIST.test(path) && given.includes(KEY)),
  row('AUTH-201', 'bodies are looked at before the key', (right) => async (request) => {
    const isBroken = request.method === 'POST' && (await bodyOf(request)) === undefined;
    const reply = await right(request);
    return reply.status === 401 && isBroken ? refusal(400)() : reply;
  }),
  row('ISOLATION-201', 'an unknown project is not found', (right) => async (request) => {
    const reply = await right(request);
    return reply.status === 401 && !request.url.includes(DOCUMENTED_PROJECT_KEY) ? refusal(404)() : reply;
  }),
  row(
    'ISOLATION-201',
    'users are of any project',
    onRequest((_, { href, pathname }) =>
      USER.test(pathname) ? { url: href.replace(/public\/[^/]*/, `public/${DOCUMENTED_PROJECT_KEY}`) } : {},
    ),
  ),
  row('ISOLATION-202', 'an unknown user is not found', front(unknownUser, refusal(404))),
  letting(
    'a key in a cookie is accepted',
    (_given, _path, { headers }) => headers.get('cookie')?.includes(KEY) === true,
  ),
  row('AUTH-201', 'a key in the body is accepted', (right) => async (request) => {
    const isKeyed = (await bodyOf(request))?.apiKey === KEY;
    return right(isKeyed ? new Request(request, { headers: { authorization: own.authorization } }) : request);
  }),
  letting('a key in another header is accepted', (_given, _path, { headers }) => headers.get('x-api-key') === KEY),
  row(
    'AUTH-201',
    'jobs need no key',
    front(
      ({ url }) => url.endsWith('/jobs'),
      () => json(200, { data: [] }),
    ),
  ),
];
