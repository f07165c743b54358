import type { Requirement } from '../asking/requirement.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import { ContractFailure } from '../outcome/failure.ts';
import { madeUpKey } from '../variants/key-variants.ts';
import { describeEnd } from '../wire/exchange.ts';
import type { WireForm } from '../wire/raw/raw-request.ts';
import { unknownProject } from './strangers.ts';
import { expectAnswered, expectFramed } from './wire-answers.ts';
import { absolute, expectNothingWith, once } from './wire-once.ts';

/** Who is granted access by HTTP forms that `fetch` does not send. */
export const wireGateRequirements: readonly Requirement[] = [
  {
    id: 'WIRE-04',
    level: 'MUST',
    title: 'an absolute URL in the request line lets nobody in without a key',
    source: 'assumed: RFC 9112, 3.2.2',
    comparesAnswers: true,
    check: (context) =>
      expectNothingWith(context, [
        ['a whole URL in the request line', { toTarget: absolute }],
        ['the URL of another host in the request line', { toTarget: (path) => `http://localhost${path}` }],
      ]),
  },
  {
    id: 'WIRE-08',
    level: 'MUST',
    title: 'two wrong keys let nobody in',
    source: 'documented: Request Headers',
    comparesAnswers: true,
    check: (context) => {
      const { value } = madeUpKey(context.settings.key);
      const wrong = [
        { value: 'a', shell: 'a' },
        { value, shell: value },
      ];
      return expectNothingWith(context, [['two wrong keys', { moreKeys: wrong }]]);
    },
  },
  {
    id: 'WIRE-09',
    level: 'SHOULD',
    title: 'of two keys neither counts, even if one is right',
    source: 'assumed: RFC 9110, 5.3 (a proxy may have checked the other one)',
    comparesAnswers: true,
    check: async (context) => {
      const { validKey } = context.exchanges;
      const wrong = { value: 'a', shell: 'a' };
      const pairs = [
        [validKey, wrong],
        [wrong, validKey],
      ] as const;
      await sideBySide(pairs, async ([first, second]) => {
        const ask = { credential: first, isOdd: true };
        const exchange = await once(context, ask, { moreKeys: [second] });
        const items = context.lists.itemsOf(exchange) ?? [];
        if (items.length === 0) return;
        throw new ContractFailure({
          expected: `no ${context.lists.probe.noun} for the right key ${first === validKey ? 'before' : 'behind'} a wrong one`,
          received: `${items.length} ${context.lists.probe.noun}`,
          exchange,
          diagnosis: 'Of two Authorization headers one is read and the other ignored.',
        });
      });
    },
  },
  {
    id: 'WIRE-10',
    level: 'MUST',
    title: 'no Host header lets anybody in without a key',
    source: 'documented: Request Headers',
    comparesAnswers: true,
    check: (context) =>
      expectNothingWith(
        context,
        [...HOSTS, ...(context.settings.depth === 'deep' ? MORE_HOSTS : [])].map((host) => [
          `the host "${host}"`,
          { host },
        ]),
      ),
  },
  {
    id: 'WIRE-11',
    level: 'MUST',
    title: 'a fragment in the request line lets nobody in without a key',
    source: 'assumed: RFC 9112, 3.2 (no request line has one)',
    comparesAnswers: true,
    check: (context) =>
      expectNothingWith(context, [
        ['a "#" behind the path', { toTarget: (path) => `${path}#` }],
        ['a fragment behind the path', { toTarget: (path) => `${path}#/health` }],
        ['a public path before a fragment', { toTarget: (path) => `/#${path}` }],
      ]),
  },
  {
    id: 'WIRE-12',
    level: 'MUST',
    title: 'a request with a body gets an answer, and its body is not read as the next request',
    source: 'assumed: RFC 9112, 6.3 (proxies would mix up clients)',
    comparesAnswers: true,
    isSequence: true,
    check: async (context) => {
      const all = await context.baseline.some();
      const { path } = context.exchanges.toRequest(context.lists.toAsk({ project: unknownProject(context) }));
      const hidden = `GET ${path} HTTP/1.1\r\nHost: ${new URL(context.settings.baseUrl).host}\r\n\r\n`;
      const chunked = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
      const forms: WireForm[] = [{ content: hidden }, { content: chunked, fields: [['Transfer-Encoding', 'chunked']] }];
      await sideBySide(forms, (form) =>
        context.conversations.have(async (conversation) => {
          const first = await conversation.ask({ isOdd: true }, form);
          expectAnswered(first, 'a request with a body');
          // a server that closes has discarded the content; one that refuses it still has to read it
          if (!conversation.isOpen || !first.reply) return;
          const next = await conversation.ask();
          expectFramed(next, 'the request after one with content');
          const items = context.lists.itemsOf(next);
          const difference = items ? context.baseline.compare(all, items) : describeEnd(next);
          if (!next.reply || difference === undefined) return;
          throw new ContractFailure({
            expected: `the ${all.length} ${context.lists.probe.noun} for the request after one with content`,
            received: difference,
            exchange: next,
            diagnosis: 'The body of a request is read as the next request.',
          });
        }),
      );
    },
  },
];

const HOSTS = ['localhost', 'api.internal'];
const MORE_HOSTS = ['127.0.0.1', '[::1]', 'api.local', 'gateway', 'internal', 'health.svc.cluster.local'];
