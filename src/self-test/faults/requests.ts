import type { Face } from '../face.ts';
import { type Fault, json } from './fault.ts';
import { DOCUMENTED, elsewhere, encode, makersOf, row } from './make.ts';

/** Faults in how requests are understood. */
export function requestFaults(face: Face): readonly Fault[] {
  const { nothing, onRows } = makersOf(face);
  /** An end before all data leaves nothing. */
  const emptyWhere =
    (query: RegExp): Fault['wrap'] =>
    (right) =>
    async (request) =>
      query.test(request.url) ? nothing() : right(request);
  return [
    row('REQUEST-04', 'user IDs are not decoded', elsewhere(/(?<=users\/[^/?]*)%/g, '%25')),
    row('REQUEST-04', 'plus means space in the path', elsewhere(/(?<=users\/[^/?]*)\+(?=[^/?]*\/)/, '%20')),
    row(
      'REQUEST-12',
      'unknown parameters are refused',
      (right) => async (request) =>
        [...new URL(request.url).searchParams.keys()].some((name) => !/^(start|end)_date$/.test(name))
          ? json(400, { errors: ['unknown parameter'] })
          : right(request),
    ),
    row(
      'REQUEST-06',
      'a limit is honoured',
      onRows((events, request) => events.slice(0, Number(new URL(request.url).searchParams.get('limit') ?? Infinity))),
    ),
    row(
      'REQUEST-06',
      'everybody is included',
      onRows((events, request) =>
        new URL(request.url).searchParams.get('include') === 'anonymous'
          ? [...events, ...events.slice(0, 1).map((event) => ({ ...event, sessionId: 77 }))]
          : events,
      ),
    ),
    row(
      'REQUEST-06',
      'a field is left out where one is named',
      onRows((events, request) => {
        const name = new URL(request.url).searchParams.get('exclude') ?? '';
        return events.map((event) => Object.fromEntries(Object.entries(event).filter(([field]) => field !== name)));
      }),
    ),
    row(
      'REQUEST-06',
      'support sees with the eyes of another user',
      onRows((events, request) => (new URL(request.url).searchParams.has('as_user') ? [] : events)),
    ),
    row(
      'REQUEST-06',
      'a quote in what to sort by breaks the query',
      (right) => async (request) =>
        /[?&]sort=[^&]*%27/.test(request.url) ? json(500, { errors: ['failed'] }) : right(request),
    ),
    row('REQUEST-24', 'a query is decoded before it is split', emptyWhere(/%26end_date(?:=|%3d)1/i)),
    row('REQUEST-25', 'a semicolon separates parameters', emptyWhere(/;end_date=1/)),
    row('WINDOW-25', 'an empty date is 0', elsewhere(/_date=(?=&|$)/g, '_date=0')),
    row('REQUEST-06', 'a limit is honoured where one parameter is reserved', (right) => async (request) => {
      const { searchParams } = new URL(request.url);
      if (searchParams.has('callback')) return json(404, { errors: ['no such representation'] });
      const reply = await right(request);
      return searchParams.get('window') === 'session' && reply.status === 200 ? nothing() : reply;
    }),
    row(
      'REQUEST-06',
      'a search is honoured',
      onRows((events, request) => (new URL(request.url).searchParams.has('q') ? [] : events)),
    ),
    row(
      'REQUEST-01',
      'a user given is not found',
      (right) => async (request) =>
        request.url.includes(encode(DOCUMENTED)) ? json(404, { errors: ['no such user'] }) : right(request),
    ),
    row(
      'REQUEST-03',
      'a page of another site gets an empty list',
      (right) => async (request) => (request.headers.has('origin') ? nothing() : right(request)),
    ),
    row(
      'REQUEST-03',
      'a phone gets less of the list',
      onRows((events, request) => (request.headers.get('save-data') === 'on' ? events.slice(1) : events)),
    ),
    row('REQUEST-03', 'the zone of a client moves its dates', (right) => async (request) => {
      const { start } = request.headers.has('x-timezone') ? await face.datesOf(request) : {};
      return start === undefined ? right(request) : nothing();
    }),
    row(
      'REQUEST-26',
      'numbers are no user IDs',
      (right) => async (request) =>
        /\/users\/\d+\//.test(request.url) ? json(404, { errors: ['no such page'] }) : right(request),
    ),
    row(
      'REQUEST-08',
      'a colon and a word are read as a statement parameter',
      (right) => async (request) =>
        /users\/[^/]*%3A[a-z]/i.test(request.url) ? json(500, { errors: ['no value'] }) : right(request),
    ),
    row(
      'REQUEST-02',
      'a content type makes the server read a body',
      (right) => async (request) =>
        request.headers.get('content-type') ? json(400, { errors: ['no body'] }) : right(request),
    ),
    row(
      'REQUEST-08',
      'unicode in a user ID breaks the server',
      (right) => async (request) =>
        /%[C-F]/.test(new URL(request.url).pathname) ? json(500, { errors: ['oops'] }) : right(request),
    ),
    row(
      'REQUEST-11',
      'POST is answered like GET',
      (right) => (request) => right(new Request(request.url, { headers: request.headers })),
    ),
    row('REQUEST-01', 'the endpoint is somewhere else', () => async () => json(404, { errors: ['nothing here'] })),
    row('REQUEST-05', 'project keys are not decoded', elsewhere(new RegExp(`(?<=${face.basePath}/[^/]*)%`), '%25')),
    row(
      'REQUEST-07',
      'the end date counts only after the start date',
      (right) => async (request) =>
        /end_date=.*start_date=/.test(request.url)
          ? right(new Request(request.url.replace(/end_date=\d+&/, ''), request))
          : right(request),
    ),
    row('REQUEST-07', 'percent-encoded characters in a date are not decoded', elsewhere(/_date=(?:%3\d)+/gi, 'x=1')),
    row('REQUEST-27', 'names of parameters are not decoded', elsewhere(/start%5Fdate/i, 'x')),
    row(
      'REQUEST-09',
      'compressed replies are empty',
      (right) => async (request) =>
        request.headers.get('accept-encoding')?.includes('gzip') ? nothing() : right(request),
    ),
    row(
      'REQUEST-10',
      'HEAD is forbidden',
      (right) => async (request) => (request.method === 'HEAD' ? new Response(null, { status: 400 }) : right(request)),
    ),
    row('WINDOW-10', 'dates are trimmed', elsewhere(/_date=(?:%20|%0A|%2B|\+)*(\d+)(?:%20|%0A|\+)*/gi, '_date=$1')),
    row(
      'WINDOW-11',
      'a bad date is ignored next to a good one',
      elsewhere(/(start_date=abc&(?=end_date=\d))|((?<=start_date=\d.*)&end_date=abc)/, ''),
    ),
  ];
}
