import type { Row } from '../face.ts';
import { v2Face } from '../faces/v2.ts';
import { EVENTS, front, instead, LIST, onData, onSome, onTextOf, pathOf, USER } from '../faults/deployed/make.ts';
import { type Fault, json } from '../faults/fault.ts';
import { makersOf } from '../faults/make.ts';
import { bodyOf, onAsk } from '../faults/v2/ask.ts';
import type { Conforming } from './conforming.ts';
import { chunked, nginx, withCharset } from './deployed.ts';

const { onRows } = makersOf(v2Face);

const lettingOriginsIn: Fault['wrap'] = (right) => async (request) => {
  const reply = await right(request);
  const origin = request.headers.get('origin');
  if (origin === null) return reply;
  reply.headers.set('access-control-allow-origin', origin);
  reply.headers.set('access-control-allow-credentials', 'true');
  reply.headers.append('vary', 'Origin');
  return reply;
};

/** Swaps neighbours that start in the same second, in every other reply. */
const withoutOrderOfTies: Fault['wrap'] = (right) => {
  let reads = 0;
  const second = ({ startTs }: Row) => Math.floor(Number(startTs) / 1000);
  return onRows((sessions) => {
    reads += 1;
    if (reads % 2 === 0) return sessions;
    const swapped = [...sessions];
    for (let at = 1; at < swapped.length; at += 2) {
      const [one, other] = [swapped[at - 1], swapped[at]];
      if (one && other && second(one) === second(other)) [swapped[at - 1], swapped[at]] = [other, one];
    }
    return swapped;
  })(right);
};

const withMoreKeys: Fault['wrap'] = onData<Row>(LIST, (data) => ({
  hasMore: false,
  sessions: (data.sessions as readonly Row[] | null)?.map((session) => ({ device: '', ...reversed(session) })) ?? null,
  total: data.total,
}));
const reversed = (row: Row) => Object.fromEntries(Object.entries(row).reverse());
const withMoreOfUsers = onSome<Row>(USER, (user) => ({ ...user, $initial_os: '', $first_event_at: 0 }));
const withMoreOfEvents = onAsk(EVENTS, (body) => ({ ...body, columns: ['$user_id', '$current_url', '$browser'] }));

const withoutProfiles: Fault['wrap'] = (right) => async (request) =>
  USER.test(pathOf(request)) && request.method === 'GET'
    ? right(new Request(request.url.replace(/users\/[^/]*$/, 'users/nobody-at-all'), request))
    : right(request);

/** Changes the order of keys in each reply, like the maps of some languages. */
const withoutOrderOfKeys: Fault['wrap'] = (right) => {
  let reads = 0;
  return onRows((sessions) => {
    reads += 1;
    return reads % 2 === 0 ? sessions.map(reversed) : sessions;
  })(right);
};

const isWhole = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1;

/** Counts events that it does not list. */
const withHiddenEvents: Fault['wrap'] = (right) => async (request) => {
  const asked = EVENTS.test(pathOf(request)) ? await bodyOf(request) : undefined;
  const { limit, page } = asked ?? {};
  // refused requests are passed on unchanged
  if (!isWhole(limit) || limit > 200 || !isWhole(page)) return right(request);
  const all = await right(new Request(request, { body: JSON.stringify({ ...asked, limit: 200, page: 1 }) }));
  if (all.status !== 200) return all;
  const { data } = (await all.json()) as { data: { events: readonly Row[] } };
  const shown = data.events.filter(({ $event_name }) => $event_name !== 'CLICK');
  const events = shown.slice((page - 1) * limit, page * limit);
  return json(200, { data: { total: events.length > 0 ? shown.length : 0, events } });
};

const withNumbers: Fault['wrap'] = (right) => {
  let replies = 0;
  return onTextOf(/./, (text) => {
    replies += 1;
    return text.replace('{', `{"reply":${replies},`);
  })(right);
};

const inOtherWords = instead([400, 401, 404, 405, 413], (reply) => json(reply.status, { error: { message: 'no' } }));

/** Other deployments of v2, all correct. */
export const conformingV2: readonly Conforming[] = [
  {
    name: 'nginx in front of it allows the origin that asks, and the label names its charset',
    warns: ['ROBUST-44'],
    wrap: (right) => lettingOriginsIn(nginx(withCharset(right))),
  },
  {
    name: 'it answers in chunks, and ties come in another order at each read',
    wrap: withoutOrderOfTies,
    manners: chunked,
  },
  {
    name: 'keys come in another order, and there are more of them',
    wrap: (right) => withMoreKeys(withMoreOfUsers(withMoreOfEvents(right))),
  },
  {
    name: 'refusals have other words, those for the key too, and nobody has a profile',
    wrap: (right) => inOtherWords(withoutProfiles(right)),
  },
  {
    name: 'clicks are hidden, keys come in another order at each read, and each answer has a number',
    wrap: (right) => withNumbers(withoutOrderOfKeys(withHiddenEvents(right))),
  },
  {
    name: 'HEAD succeeds, also without a key, and there is no search of users',
    wrap: front(
      (request) => request.method === 'HEAD' || /\/users$/.test(pathOf(request)),
      (request) => new Response(null, { status: request.method === 'HEAD' ? 200 : 404 }),
    ),
  },
];
