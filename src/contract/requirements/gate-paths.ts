import type { Requirement } from '../asking/requirement.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import {
  ENDINGS,
  HIDDEN_BY_FETCH,
  MORE_ENDINGS,
  placesOf,
  REWRITINGS,
  type Rewriting,
  rewriteAt,
  toSegments,
} from '../variants/path-rewritings.ts';
import { withBehind } from '../variants/path-variants.ts';
import { expectNothing, expectNothingOf, type Tried } from './letting-in.ts';

const SOURCE = 'documented: Request Headers (the key check and the router may read a path differently)';

/** Paths that the key check may read differently from the router. */
export const gatePathRequirements: readonly Requirement[] = [
  gate('GATE-01', 'a path in another letter case lets nobody in without a key', REWRITINGS.case),
  gate('GATE-02', 'percent-encoded letters in the path let nobody in without a key', REWRITINGS.encoded),
  gate('GATE-03', 'doubled slashes in the path let nobody in without a key', REWRITINGS.slashes),
  gate('GATE-04', 'parameters in the path (;x) let nobody in without a key', REWRITINGS.parameters),
  gate('GATE-05', 'encoded slashes in the path let nobody in without a key', REWRITINGS.encodedSlashes),
  {
    id: 'GATE-06',
    level: 'MUST',
    title: 'nothing after the path or in the query lets anybody in without a key',
    source: SOURCE,
    comparesAnswers: true,
    check: async (context) => {
      const endings = [...ENDINGS, ...(context.settings.depth === 'deep' ? MORE_ENDINGS : [])];
      const behind = endings.map((ending): Tried => [`"${ending}" behind the path`, { beside: withBehind(ending) }]);
      const queries = PUBLIC_QUERIES.map((query): Tried => [`the query "${query}"`, { query }]);
      await expectNothingOf(context, [...behind, ...queries]);
    },
  },
  {
    id: 'GATE-07',
    level: 'MUST',
    title: 'dot segments and backslashes in the path let nobody in without a key',
    source: SOURCE,
    comparesAnswers: true,
    check: async (context) => {
      context.seen.require('key none');
      const tried = HIDDEN_BY_FETCH.flatMap((rewriting) => rewritten(context, rewriting));
      await sideBySide(tried, ([name, toTarget]) =>
        context.conversations.have(async ({ ask }) => {
          const form = { toTarget: (target: string) => toTarget(target) };
          expectNothing(context, await ask({ credential: null, isOdd: true, beside: (path) => path }, form), name);
        }),
      );
    },
  },
  {
    id: 'GATE-08',
    level: 'MUST',
    title: 'OPTIONS gives no data without a key',
    source: SOURCE,
    comparesAnswers: true,
    check: (context) =>
      expectNothingOf(context, [
        ['OPTIONS', { method: 'OPTIONS' }],
        ['a preflight', { method: 'OPTIONS', headers: PREFLIGHT }],
        ['GET with the headers of a preflight', { headers: PREFLIGHT }],
      ]),
  },
];

const PREFLIGHT = {
  origin: 'https://page.example',
  'access-control-request-method': 'GET',
  'access-control-request-headers': 'authorization',
};

/** Some servers recognise public paths by the end of a URL, or by a part of it. */
const PUBLIC_QUERIES = ['x=/health&y=/public/&z=/login&file=.css', 'x=/static/&y=/docs&z=/metrics&file=.png'];

function gate(id: Requirement['id'], title: string, rewritings: readonly Rewriting[]): Requirement {
  return {
    id,
    level: 'MUST',
    title,
    source: SOURCE,
    comparesAnswers: true,
    check: (context) => {
      const tried = rewritings.flatMap((rewriting) => rewritten(context, rewriting));
      return expectNothingOf(
        context,
        tried.map(([name, respell]) => [name, { beside: respell }]),
      );
    },
  };
}

/** The path with one rewriting applied in every place; each spelling once. */
function rewritten(
  { exchanges, lists, settings }: RunContext,
  { name: how, rewrite, ...where }: Rewriting,
): [name: string, respell: (path: string) => string][] {
  const { path } = exchanges.toRequest(lists.toAsk({}));
  const segments = toSegments(path, lists.probe.operation.path);
  const spellings = new Map<string, string>();
  for (const place of placesOf(segments, { ...where, isEach: settings.depth === 'deep' })) {
    const spelling = rewriteAt(segments, rewrite, place);
    if (spelling !== undefined && !spellings.has(spelling)) spellings.set(spelling, `the path ${how} ${place.name}`);
  }
  return [...spellings].map(([spelling, name]) => [name, (asked) => spelling + asked.slice(path.length)]);
}
