import { EMPTY_USER, OTHER_PROJECT } from '../full-world.ts';
import { type Fault, json, onRefusal } from './fault.ts';
import { DOCUMENTED, decode, elsewhere, encode, respell, row, strangerTo } from './make.ts';

/** Whose data comes back, gone wrong. `userId` is the user of the run. */
export function identityFaults(userId: string): readonly Fault[] {
  return [
    row('ISOLATION-06', 'all users share their sessions', elsewhere(/users\/mickael[^/]*/, `users/${encode(userId)}`)),
    row(
      'ISOLATION-07',
      'projects share their users',
      elsewhere(new RegExp(`app/${OTHER_PROJECT}`), 'app/3sWXSsqHgSKnE87YkNJK'),
    ),
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
    respell('ISOLATION-02', 'user IDs are cut at 20 characters', (id) =>
      id.slice(0, 20) === userId.slice(0, 20) ? userId : id,
    ),
    respell('ISOLATION-02', 'user IDs are compared but for their last character', (id) =>
      id.length === userId.length && id.slice(0, -1) === userId.slice(0, -1) ? userId : id,
    ),
    respell('ISOLATION-02', 'user IDs are cut to Latin-1', (id) => Buffer.from(id, 'latin1').toString('latin1')),
    respell('ISOLATION-02', 'user IDs end at an emoji', (id) => id.replace(/[\u{10000}-\u{10ffff}].*/su, '')),
    respell('ISOLATION-02', 'user IDs end at a null', (id) => id.split('\0')[0] ?? ''),
    respell('ISOLATION-02', 'accents are ignored', (id) =>
      id.normalize('NFKD').replace(/\p{M}/gu, '') === userId ? userId : id,
    ),
    respell('ISOLATION-03', 'a percent sign stands for everybody', (id) => (id === '%' ? userId : id)),
    row('ISOLATION-01', 'strangers see somebody else', (right) => strangerTo(right, DOCUMENTED)),
    row(
      'ISOLATION-01',
      'a window opens the data of others',
      (right) => async (request) =>
        request.url.includes('_date') ? strangerTo(right, DOCUMENTED)(request) : right(request),
    ),
    row(
      'ISOLATION-01',
      'strangers break the server',
      (right) => async (request) => (request.url.includes('nobody') ? json(500, { errors: ['null'] }) : right(request)),
    ),
    row('ISOLATION-04', 'the project is ignored', elsewhere(/app\/[^/]*/, 'app/3sWXSsqHgSKnE87YkNJK')),
    row(
      'ISOLATION-04',
      'an unknown project has no events',
      onRefusal((reply) => (reply.status === 404 ? json(200, { data: [] }) : reply)),
    ),
    row(
      'ISOLATION-05',
      'the case of project keys is ignored',
      elsewhere(/app\/3swxssqhgskne87yknjk/i, 'app/3sWXSsqHgSKnE87YkNJK'),
    ),
    row('ISOLATION-05', 'project keys are prefixes', elsewhere(/app\/3sWX[^/]*/, 'app/3sWXSsqHgSKnE87YkNJK')),
    row(
      'ISOLATION-04',
      'a refusal lists the projects there are',
      onRefusal((reply) => (reply.status === 404 ? json(404, { errors: ['known: 3sWXSsqHgSKnE87YkNJK'] }) : reply)),
    ),
  ];
}
