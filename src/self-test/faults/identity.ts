import { DOCUMENTED_PROJECT_KEY } from '../../index.ts';
import type { Face } from '../face.ts';
import { EMPTY_USER, OTHER_PROJECT, WORLD_USER as userId } from '../full-world.ts';
import { type Fault, json, onRefusal } from './fault.ts';
import { DOCUMENTED, decode, elsewhere, encode, makersOf, respell, row } from './make.ts';

/** Faults in whose data is returned. */
export function identityFaults(face: Face): readonly Fault[] {
  const { isWindow, nothing, strangerTo } = makersOf(face);
  const { basePath } = face;
  const toProject = `${basePath}/${DOCUMENTED_PROJECT_KEY}`;
  return [
    row('ISOLATION-06', 'all users share their sessions', elsewhere(/users\/mickael[^/]*/, `users/${encode(userId)}`)),
    row('ISOLATION-07', 'projects share their users', elsewhere(new RegExp(`${basePath}/${OTHER_PROJECT}`), toProject)),
    row(
      'ISOLATION-08',
      'no events count as an error',
      (right) => async (request) =>
        request.url.includes(encode(EMPTY_USER)) ? json(400, { errors: ['no events'] }) : right(request),
    ),
    row('ISOLATION-09', 'an encoded slash at the end of an ID is cut off', elsewhere(/%2f(?=\/)/gi, '')),
    respell('ISOLATION-02', 'the case of user IDs is ignored', (id) =>
      id.toLowerCase() === userId.toLowerCase() ? userId : id,
    ),
    respell('ISOLATION-02', 'the case of the domain of user IDs is ignored', (id) =>
      id.replace(/@.*$/, (domain) => domain.toLowerCase()),
    ),
    respell('ISOLATION-02', 'the case of the first letter of user IDs is ignored', (id) =>
      id.slice(1) === userId.slice(1) ? userId : id,
    ),
    respell('ISOLATION-02', 'user IDs are trimmed', (id) => id.trim()),
    respell('ISOLATION-02', 'user IDs are decoded twice', (id) => decode(id)),
    respell('ISOLATION-02', 'a plus in a user ID means space', (id) => (id === userId ? id : id.replaceAll(' ', '+'))),
    respell('ISOLATION-02', 'tags are cut off user IDs', (id) =>
      userId.startsWith(id.split('@')[0] ?? '') && id !== '' ? userId : id,
    ),
    respell('ISOLATION-02', 'user IDs are patterns', (id) =>
      new RegExp(`^${id.replace(/[+()[\]{}\\^$|?*]/g, '\\$&')}$`).test(userId) ? userId : id,
    ),
    respell('ISOLATION-02', 'user IDs are prefixes', (id) => (userId.startsWith(id) ? userId : id)),
    respell('ISOLATION-02', 'user IDs are suffixes', (id) => (id !== '' && userId.endsWith(id) ? userId : id)),
    respell('ISOLATION-02', 'user IDs end at a fragment', (id) => id.split('#')[0] ?? ''),
    respell('ISOLATION-02', 'user IDs are cut at 20 characters', (id) =>
      id.slice(0, 20) === userId.slice(0, 20) ? userId : id,
    ),
    respell('ISOLATION-02', 'user IDs are compared but for their last character', (id) =>
      id.length === userId.length && id.slice(0, -1) === userId.slice(0, -1) ? userId : id,
    ),
    respell('ISOLATION-02', 'user IDs are cut to Latin-1', (id) => Buffer.from(id, 'latin1').toString('latin1')),
    respell('ISOLATION-02', 'user IDs end at a #', (id) => id.split('#')[0] ?? ''),
    respell('ISOLATION-02', 'user IDs end at an emoji', (id) => id.replace(/[\u{10000}-\u{10ffff}].*/su, '')),
    respell('ISOLATION-02', 'user IDs end at a null', (id) => id.split('\0')[0] ?? ''),
    respell('ISOLATION-02', 'accents are ignored', (id) =>
      id.normalize('NFKD').replace(/\p{M}/gu, '') === userId ? userId : id,
    ),
    respell('ISOLATION-21', 'separators in user IDs are one', (id) =>
      id.replace(/[-_.]/g, '-') === userId.replace(/[-_.]/g, '-') ? userId : id,
    ),
    respell('ISOLATION-21', 'entities in user IDs are decoded', (id) =>
      id.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))),
    ),
    respell('ISOLATION-21', 'escapes in user IDs are read', (id) =>
      id.replace(/\\u([\da-f]{4})/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16))),
    ),
    respell('ISOLATION-21', 'letters beyond ASCII are folded', (id) =>
      id.replace(/[^\0-\x7f]/g, (c) => c.toUpperCase().toLowerCase()) === userId ? userId : id,
    ),
    respell('ISOLATION-21', 'letters that look alike are one', (id) =>
      id.replace(/[01l]/g, (c) => (c === '0' ? 'o' : 'i')) === userId.replace(/[01l]/g, (c) => (c === '0' ? 'o' : 'i'))
        ? userId
        : id,
    ),
    respell('ISOLATION-21', 'tags of HTML are stripped', (id) => id.replace(/<[^>]*>/g, '')),
    respell('ISOLATION-21', 'dots before the @ are left out', (id) => {
      const [local = '', domain] = id.split('@');
      const [own = '', ownDomain] = userId.split('@');
      return local.replaceAll('.', '') === own.replaceAll('.', '') && domain === ownDomain ? userId : id;
    }),
    respell('ISOLATION-22', 'a placeholder for a missing ID is a real user', (id) =>
      id === 'undefined' ? userId : id,
    ),
    row('ISOLATION-22', 'me is whoever was asked for last', (right) => {
      let last = '';
      return async (request) => {
        const asked = /users\/([^/?]*)/.exec(request.url)?.[1] ?? '';
        if (asked !== 'me') last = asked;
        return right(new Request(request.url.replace(/users\/me\//, `users/${last}/`), request));
      };
    }),
    // deployed servers may have such users
    ...(face.api === 'documented'
      ? [
          row(
            'ISOLATION-22',
            'events without a user are found under null',
            elsewhere(/users\/null(?=\/)/, `users/${encode(DOCUMENTED)}`),
          ),
        ]
      : []),
    row('ISOLATION-23', 'projects have numbers', elsewhere(new RegExp(`${basePath}/1/`), `${toProject}/`)),
    row(
      'ROBUST-21',
      'words of SQL are refused',
      (right) => async (request) =>
        /select|union|having|where/i.test(request.url) ? json(403, { errors: ['blocked'] }) : right(request),
    ),
    row(
      'ROBUST-21',
      'calls that a database has are refused',
      (right) => async (request) =>
        /\b(?:cast|execute|declare)\b/i.test(decode(request.url)) ? json(403, { errors: ['blocked'] }) : right(request),
    ),
    respell('ISOLATION-22', 'no UUID at all is somebody', (id) => (/^[0-]+$/.test(id) && id.length > 30 ? userId : id)),
    respell('ISOLATION-03', 'a percent sign matches everybody', (id) => (id === '%' ? userId : id)),
    respell('ISOLATION-03', 'accounts of a product see its first user', (id) =>
      /^(?:admin|demo|guest|root|system|test)$/.test(id) ? userId : id,
    ),
    row('ISOLATION-01', 'strangers see somebody else', (right) => strangerTo(right, DOCUMENTED)),
    row(
      'ISOLATION-01',
      'a window opens the data of others',
      (right) => async (request) =>
        (await isWindow(request)) ? strangerTo(right, DOCUMENTED)(request) : right(request),
    ),
    row(
      'ISOLATION-01',
      'strangers break the server',
      (right) => async (request) => (request.url.includes('nobody') ? json(500, { errors: ['null'] }) : right(request)),
    ),
    row('ISOLATION-04', 'the project is ignored', elsewhere(new RegExp(`${basePath}/[^/]*`), toProject)),
    row('ISOLATION-04', 'a project in the query wins over the one in the path', (right) => async (request) => {
      const named = new URL(request.url).searchParams.get('projectKey');
      const inPath = new RegExp(`${basePath}/[^/]*`);
      const url = named === null ? request.url : request.url.replace(inPath, `${basePath}/${encode(named)}`);
      return right(new Request(url, request));
    }),
    row(
      'ISOLATION-04',
      'an unknown project has no events',
      onRefusal((reply) => (reply.status === 404 || reply.status === 401 ? nothing() : reply)),
    ),
    row('ISOLATION-05', 'the case of project keys is ignored', elsewhere(new RegExp(toProject, 'i'), toProject)),
    row('ISOLATION-05', 'project keys are prefixes', elsewhere(new RegExp(`${basePath}/3sWX[^/]*`), toProject)),
    row(
      'ISOLATION-04',
      'a refusal lists the projects there are',
      onRefusal((reply) => (reply.status === 404 ? json(404, { errors: ['known: 3sWXSsqHgSKnE87YkNJK'] }) : reply)),
    ),
  ];
}
