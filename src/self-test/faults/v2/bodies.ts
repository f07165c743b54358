import { front, instead, LIST, pathOf, refusal } from '../deployed/make.ts';
import type { Fault } from '../fault.ts';
import { decode, row } from '../make.ts';
import { onAsk, onBody } from './ask.ts';
import { nothing } from './make.ts';

const isLong = (request: Request) => {
  const id = decode(/\/users\/([^/]+)\/sessions$/.exec(pathOf(request))?.[1] ?? '');
  return { bytes: new TextEncoder().encode(id).length > 256, characters: id.length > 256 };
};

/** Faults in how bodies and IDs are read. */
export const bodyFaults: readonly Fault[] = [
  row(
    'REQUEST-201',
    'a body has to be labelled as JSON',
    front(({ method, headers }) => method === 'POST' && !headers.get('content-type')?.includes('json'), refusal(415)),
  ),
  row(
    'REQUEST-201',
    'unknown keys are refused',
    onAsk(LIST, (body) => ('unknown' in body ? { ...body, limit: -1 } : undefined)),
  ),
  row(
    'REQUEST-202',
    'keys are read as they are written',
    onBody((text) => (/STARTTIMESTAMP/.test(text) ? '{}' : text)),
  ),
  row('REQUEST-202', 'of two keys the first counts', (right) =>
    onBody((text) => text.replace(/("endTimestamp":\d+)(.*),"endTimestamp":(?:\d+|null)/, '$1$2'))(right),
  ),
  row(
    'REQUEST-203',
    'no body asks for everything',
    front(async (request) => LIST.test(pathOf(request)) && (await request.clone().text()) === '', nothing),
  ),
  row(
    'REQUEST-203',
    'a byte order mark is skipped',
    onBody((text) => text.replace(/^\ufeff/, '')),
  ),
  row(
    'REQUEST-203',
    'what follows the object is ignored',
    onBody((text) => text.replace(/\}.*$/s, '}')),
  ),
  row('REQUEST-204', 'larger bodies are bad requests', instead([413], refusal(400))),
  row(
    'REQUEST-204',
    'bodies have 64 KiB at most',
    front(async (request) => (await request.clone().text()).length > 65_536, refusal(413)),
  ),
  row('REQUEST-205', 'a long ID is not found', (right) => async (request) => {
    const { bytes } = isLong(request);
    const reply = await right(request);
    return bytes && reply.status === 400 ? refusal(404)() : reply;
  }),
  row(
    'REQUEST-205',
    'the characters of an ID are counted',
    front((request) => isLong(request).bytes && !isLong(request).characters, nothing),
  ),
  row('REQUEST-206', 'another method is not found', instead([405], refusal(404))),
  row('REQUEST-206', 'another path is a bad request', instead([404], refusal(400), /sessionsx$|nothing-here$/)),
  row(
    'ROBUST-202',
    'deep nesting fails',
    front(async (request) => (await request.clone().text()).includes('['.repeat(1_000)), refusal(500)),
  ),
  row(
    'ROBUST-201',
    'a bad body is reported in plain text',
    instead([400], ({ status }) => new Response('no', { status })),
  ),
  row(
    'REQUEST-201',
    'a limit may have another name',
    onAsk(LIST, (body) => ('pageSize' in body ? { ...body, limit: body.pageSize } : undefined)),
  ),
  row(
    'REQUEST-201',
    'a body may name a time zone',
    onAsk(LIST, (body) =>
      'timezone' in body ? { ...body, endTimestamp: Number(body.startTimestamp) + 1_000 } : undefined,
    ),
  ),
  row(
    'REQUEST-201',
    'escapes in keys are not read',
    onBody((text) => text.replace('\\u0073', 'u0073')),
  ),
  row(
    'REQUEST-203',
    'comments are skipped',
    onBody((text) => text.replace(/\/\*.*?\*\//g, '')),
  ),
];
