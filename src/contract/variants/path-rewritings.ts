import { encodeFirst } from './path-variants.ts';

/** A segment of an operation's path, including the slash before it. */
interface PathSegment {
  /** Without the slash. */
  readonly text: string;
  /** Whether it is the same for every user and project. */
  readonly isLiteral: boolean;
  /** Whether it belongs to the base path. */
  readonly isBase: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Splits a path, which starts with the base path, into its segments. `template` is the path below it, with `{name}`. */
export function toSegments(path: string, template: string): PathSegment[] {
  const texts = path.split('/').slice(1);
  const parts = template.split('/').slice(1);
  const baseCount = texts.length - parts.length;
  return texts.map((text, index) => ({
    text,
    isLiteral: index < baseCount || !(parts[index - baseCount] ?? '').includes('{'),
    isBase: index < baseCount,
    isFirst: index === 0,
    isLast: index === texts.length - 1,
  }));
}

/** Which segments are rewritten. */
interface Place {
  readonly name: string;
  readonly has: (segment: PathSegment) => boolean;
}

/** Rewrites a segment, including the slash before it; undefined if there is no other form. */
export type Rewrite = (segment: PathSegment) => string | undefined;

/** A way to rewrite a segment, and its name. */
export interface Rewriting {
  readonly name: string;
  readonly rewrite: Rewrite;
  /** Whether it is also tried at the start of the path alone, as some routers only strip the first slashes. */
  readonly isForStart?: boolean;
  /** Whether servers that undo it do so in the whole path, as URL and file libraries do with dot segments. */
  readonly isUndoneEverywhere?: boolean;
}

const BASE: Place = { name: 'in the base path', has: ({ isBase }) => isBase };
const BELOW: Place = { name: 'below the base path', has: ({ isBase }) => !isBase };
const ALL: Place = { name: 'throughout', has: () => true };
const START: Place = { name: 'at its start', has: ({ isFirst }) => isFirst };

/**
 * The places where segments are rewritten: all of a part of the path at once and, on request, each on its own. A
 * rewriting with `isUndoneEverywhere` is applied throughout instead of to each part.
 */
export function placesOf(
  segments: readonly PathSegment[],
  {
    isForStart = false,
    isUndoneEverywhere = false,
    isEach = false,
  }: Pick<Rewriting, 'isForStart' | 'isUndoneEverywhere'> & {
    readonly isEach?: boolean;
  },
): Place[] {
  const each = segments.map((segment, index) => ({
    name: `at segment ${index + 1}`,
    has: (one: PathSegment) => one === segment,
  }));
  const parts = isUndoneEverywhere && !isEach ? [ALL] : [BASE, BELOW];
  return [...parts, ...(isForStart ? [START] : []), ...(isEach ? each : [])];
}

/** Rewrites some segments of a path; undefined if that changes nothing. */
export function rewriteAt(segments: readonly PathSegment[], rewrite: Rewrite, { has }: Place): string | undefined {
  const before = segments.map(({ text }) => `/${text}`).join('');
  const after = segments.map((segment) => (has(segment) ? rewrite(segment) : undefined) ?? `/${segment.text}`).join('');
  return after === before ? undefined : after;
}

/** The first slash of a path stays, as a request target requires it. */
const withSlash =
  (slash: string): Rewrite =>
  ({ text, isFirst }) =>
    isFirst ? `/${slash}${text}` : `${slash}${text}`;

const otherCase: Rewrite = ({ text, isLiteral }) =>
  isLiteral ? `/${text.toLowerCase() === text ? text.toUpperCase() : text.toLowerCase()}` : undefined;

/** Families of rewritings that `fetch` sends unchanged. */
export const REWRITINGS = {
  case: [{ name: 'in another letter case', rewrite: otherCase }],
  encoded: [
    { name: 'percent-encoded', rewrite: ({ text }) => `/${encodeFirst(text)}` },
    {
      name: 'percent-encoded twice',
      rewrite: ({ text }) => `/${encodeFirst(text).replace('%', '%25')}`,
      isUndoneEverywhere: true,
    },
  ],
  slashes: [{ name: 'with doubled slashes', rewrite: ({ text }) => `//${text}`, isForStart: true }],
  parameters: [{ name: 'with a parameter (;x)', rewrite: ({ text }) => `/${text};x=1` }],
  encodedSlashes: [
    { name: 'with encoded slashes', rewrite: withSlash('%2F') },
    { name: 'with encoded backslashes', rewrite: withSlash('%5C') },
  ],
} satisfies Readonly<Record<string, readonly Rewriting[]>>;

/** Rewritings that `fetch` undoes before sending. */
export const HIDDEN_BY_FETCH: readonly Rewriting[] = [
  { name: 'with dot segments', rewrite: ({ text }) => `/./${text}`, isUndoneEverywhere: true },
  { name: 'with dot segments that go back', rewrite: ({ text }) => `/x/../${text}`, isUndoneEverywhere: true },
  { name: 'with encoded dot segments', rewrite: ({ text }) => `/%2e/${text}`, isUndoneEverywhere: true },
  {
    name: 'with encoded dot segments that go back',
    rewrite: ({ text }) => `/x/%2e%2e/${text}`,
    isUndoneEverywhere: true,
  },
  { name: 'with dot segments behind a parameter', rewrite: ({ text }) => `/x/..;/${text}` },
  { name: 'with backslashes', rewrite: withSlash('\\') },
];

/** Suffixes of the whole path; in a normal run, one of each kind. */
export const ENDINGS: readonly string[] = ['/', '.json', ';.css', '.', '/health', '%2F', '%00', '%20', '%3Fx'];
export const MORE_ENDINGS: readonly string[] = [
  '/.',
  '.css',
  '.js',
  '.png',
  '.xml',
  '%09',
  '%0A',
  '%23',
  '%3F',
  '%26',
  '~',
  '/*',
  '//',
];
