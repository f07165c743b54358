import { DEVELOPMENT_KEY as KEY } from '../../index.ts';
import type { Row } from '../face.ts';
import { v1Face } from '../faces/v1.ts';
import { EVENTS, onTextOf } from '../faults/deployed/make.ts';
import { type Fault, json } from '../faults/fault.ts';
import { authorization, isList, makersOf } from '../faults/make.ts';
import { createDeployedServer } from '../right-server.ts';
import type { Conforming } from './conforming.ts';
import { atOnce, chunked, nginx, withCharset } from './deployed.ts';

const { nothing, onRows } = makersOf(v1Face);

const withMoreFields = onRows((sessions) =>
  sessions.map((session) => {
    const more: Row = { userAgent: null, rehydrationId: '12345678901234567890', ...session };
    return Object.fromEntries(Object.entries(more).reverse());
  }),
);

const withTextIds = onTextOf(EVENTS, (text) =>
  text.replace(/"sessionId":(\d+)/g, '"sessionId":"$1","webVitals":"{\\"CLS\\":0.1}"'),
);

const withOtherTypes = onTextOf(EVENTS, (text) => text.replace(/"type":"INPUT"/g, '"type":"SWIPE"'));

const withoutProject: Fault['wrap'] = (right) => async (request) => {
  const reply = await right(request);
  return reply.status === 404 && isList(request) && authorization(request) === KEY ? nothing() : reply;
};

/** Swaps the times of events, so that only their IDs are in order. */
const byMessageId = onTextOf(EVENTS, (text) => {
  const times = [...text.matchAll(/"timestamp":(\d+)/g)].map(([, time]) => time);
  let next = 4_294_967_296;
  return text
    .replace(/"messageId":\d+/g, () => {
      next += 1;
      return `"messageId":${next}`;
    })
    .replace(/"timestamp":\d+/g, () => `"timestamp":${times.pop()}`);
});

const inOtherWords: Fault['wrap'] = (right) => async (request) => {
  if (request.url.includes('%00')) return json(404, { detail: 'Not Found' });
  const reply = await right(request);
  return reply.status < 400 ? reply : json(reply.status, { error: { code: reply.status } });
};

const uncompressed: Fault['wrap'] = (right) => (request) => {
  const headers = new Headers(request.headers);
  headers.delete('accept-encoding');
  return right(new Request(request, { headers }));
};

/** Other releases of v1 and common proxies in front of them, all correct. */
export const conformingV1: readonly Conforming[] = [
  {
    name: 'it is the last release, whose events have whole seconds and no IDs, behind nginx',
    wrap: () => nginx(atOnce(() => createDeployedServer({ v1Release: 'last' }))),
  },
  { name: 'it answers in chunks, and compresses nothing', wrap: uncompressed, manners: chunked },
  {
    name: 'sessions and events have fields of other releases, in another order, and the label names its charset',
    wrap: (right) => withCharset(withMoreFields(withTextIds(right))),
  },
  {
    name: 'an unknown project has nothing, and events come by their IDs, as in the first releases',
    wrap: (right) => withoutProject(byMessageId(right)),
  },
  {
    name: 'refusals have other words and another envelope, a null is refused, and there are other types of events',
    wrap: (right) => withOtherTypes(inOtherWords(right)),
  },
];
