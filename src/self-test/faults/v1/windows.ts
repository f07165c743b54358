import { DOCUMENTED_PROJECT_KEY, DEVELOPMENT_KEY as KEY } from '../../../index.ts';
import { EVENTS, front, instead, LIST, pathOf, refusal, USER } from '../deployed/make.ts';
import { type Fault, onRequest } from '../fault.ts';
import { authorization, row } from '../make.ts';
import { fromOctal, hasDates, isText, onDates, own, taking } from './make.ts';

/** Faults in how dates are read. */
export const windowFaults: readonly Fault[] = [
  row('WINDOW-101', 'a date that is no number is a bad request', instead([422], refusal(400), LIST)),
  row(
    'WINDOW-101',
    'an empty date is none',
    onDates(({ start, end }) => ({ start: start || undefined, end: end || undefined })),
  ),
  row(
    'WINDOW-101',
    'the fraction of a date is cut off',
    onDates(({ start, end }) => ({ start: start?.replace(/\.\d+$/, ''), end: end?.replace(/\.\d+$/, '') })),
  ),
  row(
    'WINDOW-102',
    'dates below zero are refused',
    front(({ url }) => /_date=-\d/.test(url), refusal(422)),
  ),
  row(
    'WINDOW-102',
    'dates with zeros in front are octal',
    onDates(({ start, end }) => ({ start: fromOctal(start), end: fromOctal(end) })),
  ),
  row(
    'WINDOW-102',
    'dates beyond 2^63 are refused',
    front(({ url }) => /_date=-?\d{19}/.test(url), refusal(422)),
  ),
  row(
    'WINDOW-103',
    'a window that ends before it starts is refused',
    front((request) => {
      const [start, end] = ['start_date', 'end_date'].map((name) => new URL(request.url).searchParams.get(name));
      return LIST.test(pathOf(request)) && Boolean(start && end) && Number(start) > Number(end);
    }, refusal(400)),
  ),
  row(
    'WINDOW-104',
    'the first of two dates counts',
    onRequest((_, url) => {
      const twice = ['start_date', 'end_date'].filter((name) => url.searchParams.getAll(name).length > 1);
      for (const name of twice) url.searchParams.set(name, url.searchParams.get(name) ?? '');
      return twice.length > 0 ? { url: url.href } : {};
    }),
  ),
  taking('AUTH-04', 'Bearer is accepted too', (given) => given === `Bearer ${KEY}`),
  row(
    'AUTH-101',
    'a missing key is not found',
    front((request) => !authorization(request), refusal(404)),
  ),
  row(
    'AUTH-101',
    'the details of a user need no key',
    onRequest((_, { pathname }) => (USER.test(pathname) ? own : {})),
  ),
  row(
    'AUTH-101',
    'events need no key',
    onRequest((_, { pathname }) => (EVENTS.test(pathname) ? own : {})),
  ),
  row(
    'AUTH-101',
    'events accept any key with the right beginning',
    onRequest((request, { pathname }) => (EVENTS.test(pathname) && authorization(request)?.startsWith(KEY) ? own : {})),
  ),
  row(
    'AUTH-101',
    'dates are looked at before the key',
    (right) => async (request) =>
      hasDates(request) && !authorization(request) && /_date=[^&\d]/.test(request.url)
        ? refusal(422)()
        : right(request),
  ),
  row(
    'AUTH-101',
    'the ID of a session is looked at before the key',
    (right) => async (request) =>
      EVENTS.test(pathOf(request)) && isText(pathOf(request).split('/').at(-2) ?? '') ? refusal(422)() : right(request),
  ),
  row(
    'AUTH-101',
    'the project of a user is looked up before the key',
    front((request) => USER.test(pathOf(request)) && !request.url.includes(DOCUMENTED_PROJECT_KEY), refusal(404)),
  ),
];
