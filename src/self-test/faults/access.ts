import { DEVELOPMENT_KEY as KEY } from '../../index.ts';
import type { Face } from '../face.ts';
import { OTHER_KEY } from '../full-world.ts';
import { type Fault, json, onRefusal, onRequest } from './fault.ts';
import { authorization, decode, encode, makersOf, row } from './make.ts';

/** The SHA-256 and the MD5 of the development key. */
const STORED_KEY = 'e63ac103e646d11bce4c6a22d12bdb84036823092d6e093e493ebc4091353821';
const OLD_STORED_KEY = '581ff9c2877463a2b8e8a06abe9779ea';

const likeLetters = (text: string) => text.replaceAll('0', 'O').replace(/[1I]/g, 'l');

/** Faults in who is granted access. */
export function accessFaults(face: Face): readonly Fault[] {
  const { cached, letIn, nothing, taking } = makersOf(face);
  /** Grants access to requests with a header. */
  const opened = (breaks: string, name: string, header: string): Fault =>
    row(
      breaks,
      name,
      onRequest((request) => (request.headers.has(header) ? letIn : {})),
    );
  return [
    taking('AUTH-01', 'no key is asked for', () => true),
    taking('AUTH-01', 'a missing key is accepted', (given) => given === ''),
    row(
      'AUTH-10',
      'a missing key counts as a bad request',
      (right) => async (request) => (authorization(request) ? right(request) : json(400, { errors: ['no key'] })),
    ),
    row(
      'AUTH-10',
      'a wrong key is not found',
      onRefusal((reply, request) => (authorization(request) ? json(404, { errors: ['no key'] }) : reply)),
    ),
    taking('AUTH-02', 'any key will do', (given) => given !== ''),
    taking('AUTH-02', 'a key of the right length will do', (given) => given.length === KEY.length),
    taking('AUTH-21', 'dashes in a key are left out', (given) => given.replaceAll('-', '') === KEY),
    taking('AUTH-21', 'the case of the first letter does not matter', (given) => given.slice(1) === KEY.slice(1)),
    taking('AUTH-21', 'digits that look like letters are letters', (given) => likeLetters(given) === likeLetters(KEY)),
    taking('AUTH-21', 'accents are left out', (given) => given.normalize('NFD').replace(/\p{M}/gu, '') === KEY),
    taking('AUTH-03', 'the stored hash of a key is accepted as the key', (given) => given === STORED_KEY),
    taking('AUTH-03', 'an old hash of a key is accepted as the key', (given) => given === OLD_STORED_KEY),
    {
      ...row('ROBUST-05', 'a name without a password breaks the server', (right) => async (request) => {
        const [, encoded] = /^Basic (\S+)/.exec(authorization(request) ?? '') ?? [];
        const isBroken = encoded !== undefined && !atob(encoded).includes(':');
        return isBroken ? json(500, { errors: ['split'] }) : right(request);
      }),
      shownBy: ['AUTH-22'],
    },
    taking('AUTH-22', 'any name and password will do', (given) => /^Basic ./.test(given)),
    taking('AUTH-22', 'any bearer will do', (given) => given === KEY || given.startsWith('Bearer ')),
    taking('AUTH-22', 'a token is read and not verified', (given) => given === KEY || /^Bearer ey\S+\./.test(given)),
    taking('AUTH-03', 'the end of the key will do', (given) => given.length > 7 && KEY.endsWith(given)),
    taking('AUTH-03', 'the first 8 characters count', (given) => given.slice(0, 8) === KEY.slice(0, 8)),
    taking('AUTH-03', 'the case of the key is ignored', (given) => given.toLowerCase() === KEY.toLowerCase()),
    taking('AUTH-03', 'a key that starts right will do', (given) => given.startsWith(KEY)),
    taking('AUTH-03', 'a key that contains the right one will do', (given) => given.includes(KEY)),
    taking('AUTH-03', 'a part of the key will do', (given) => given !== '' && KEY.includes(given)),
    taking('AUTH-03', 'the last 8 characters count', (given) => given.slice(-8) === KEY.slice(-8)),
    taking('AUTH-03', 'the key is percent-decoded', (given) => decode(given) === KEY),
    taking('AUTH-03', 'the last of a list of keys counts', (given) => given.split(', ').at(-1) === KEY),
    taking('AUTH-03', 'blanks in a key are left out', (given) => given.replaceAll(' ', '') === KEY),
    taking('AUTH-03', 'a password after the key is ignored', (given) => given.split(':')[0] === KEY),
    taking('AUTH-03', 'a key that was never set is one', (given) => given === 'undefined'),
    taking('AUTH-03', 'the key of the documentation grants access', (given) => given === '{YOUR_ORGANIZATION_API_KEY}'),
    taking('AUTH-04', 'a scheme is stripped', (given) => given.replace(/^\w+ /, '') === KEY),
    taking('AUTH-03', 'the user ID grants access', (given, url) => url.pathname.includes(`/${encode(given)}/`)),
    taking('AUTH-04', 'the key is accepted as a user name', (given) => given === `Basic ${btoa(`${KEY}:`)}`),
    taking('AUTH-05', 'the key is accepted in the query', (_, url) => [...url.searchParams.values()].includes(KEY)),
    row(
      'AUTH-02',
      'refusals have status 200',
      onRefusal((reply) => (reply.status === 401 ? json(200, { errors: ['no'] }) : reply)),
    ),
    row(
      'AUTH-01',
      'refusals redirect to a login',
      onRefusal((reply) =>
        reply.status === 401 ? new Response(null, { status: 302, headers: { location: '/login' } }) : reply,
      ),
    ),
    cached('AUTH-06', 'a cache forgets the key', (request, url, content) => `${request.method} ${url.href} ${content}`),
    cached(
      'AUTH-06',
      'a cache keeps refusals',
      (request, url) => `${request.method} ${url.pathname}`,
      (reply) => reply.status === 401,
    ),
    row('AUTH-06', 'access persists once granted', (right) => {
      let wasIn = false;
      return async (request) => {
        const headers = new Headers(request.headers);
        if (wasIn && !headers.has('authorization')) headers.set('authorization', letIn.authorization);
        wasIn ||= headers.get('authorization') === letIn.authorization;
        return right(new Request(request, { headers }));
      };
    }),
    row(
      'AUTH-07',
      'projects are looked up before the key',
      (right) => async (request) =>
        new URL(request.url).pathname.includes('/3sWXSsqHgSKnE87YkNJK/')
          ? right(request)
          : json(404, { errors: ['no such project'] }),
    ),
    row('AUTH-07', 'the refusal names unknown users', (right) => async (request) => {
      const reply = await right(request.clone());
      return reply.status === 401 && request.url.includes('nobody') ? json(401, { errors: ['unknown user'] }) : reply;
    }),
    row('AUTH-07', 'a number in the refusal reveals that the user exists', (right) => async (request) => {
      const reply = await right(request.clone());
      const code = request.url.includes('nobody') ? 4 : 5;
      return reply.status === 401 ? json(401, { errors: [`refused with code ${code}`] }) : reply;
    }),
    row(
      'AUTH-08',
      'a slash at the end grants access',
      (right) => async (request) => (new URL(request.url).pathname.endsWith('/sessions/') ? nothing() : right(request)),
    ),
    row(
      'AUTH-08',
      'HEAD is open to all',
      (right) => async (request) => (request.method === 'HEAD' ? new Response(null, { status: 200 }) : right(request)),
    ),
    taking('AUTH-08', 'a start date grants access', (_, url) => url.searchParams.has('start_date')),
    taking('AUTH-08', 'a debug parameter grants access', (_, url) => url.searchParams.has('debug')),
    opened('AUTH-08', 'a conditional request grants access', 'if-none-match'),
    opened('AUTH-08', 'a request for a part grants access', 'range'),
    opened('AUTH-08', 'a login that a proxy vouches for grants access', 'remote-user'),
    opened('AUTH-08', 'a prefetch grants access', 'purpose'),
    opened('AUTH-08', 'a request that looks like a preflight needs no key', 'access-control-request-method'),
    row(
      'AUTH-08',
      'an internal address grants access',
      onRequest((request) => (request.headers.get('x-forwarded-for')?.startsWith('10.') ? letIn : {})),
    ),
    row(
      'AUTH-08',
      'the guard does not know a doubled slash that the router accepts',
      onRequest((_, url) =>
        /[^/]\/\/[^/]+\/users\//.test(url.pathname) ? { url: url.href.replace(/([^:/])\/\//, '$1/'), ...letIn } : {},
      ),
    ),
    opened('AUTH-08', 'a request from a script grants access', 'x-requested-with'),
    row('AUTH-08', 'a 304 needs no key', (right) => async (request) => {
      const isStranger = !authorization(request) && request.headers.has('if-none-match');
      return isStranger ? new Response(null, { status: 304 }) : right(request);
    }),
    row('AUTH-07', 'a header reveals that the user exists', (right) => async (request) => {
      const reply = await right(request.clone());
      if (reply.status === 401 && !request.url.includes('nobody')) reply.headers.set('x-user', 'known');
      return reply;
    }),
    taking('AUTH-09', 'any valid key opens any project', (given) => given === OTHER_KEY),
    taking('AUTH-09', 'any valid key opens windows', (given, url) => given === OTHER_KEY && url.search !== ''),
    taking('AUTH-03', 'the project key opens the project', (given) => given === '3sWXSsqHgSKnE87YkNJK'),
    row('AUTH-06', 'a cookie replaces the key', (right) => async (request) => {
      const headers = new Headers(request.headers);
      if (headers.get('cookie')?.includes('login=1')) headers.set('authorization', letIn.authorization);
      const reply = await right(new Request(request, { headers }));
      if (reply.status === 200) reply.headers.append('set-cookie', 'login=1; Path=/');
      return reply;
    }),
  ];
}
