/**
 * Text that reveals server internals, by its shape: stack frames with file and line, a query, an address, a path. The
 * name of an error alone does not count, as public error codes and platforms use such names.
 */
const INTERNALS: readonly [what: string, pattern: RegExp][] = [
  ['a Rust stack trace', /thread '[^']*' panicked at|\bsrc\/[\w/]+\.rs:\d+:\d+/],
  ['a JavaScript stack trace', /\bat .{1,200}\.\w{1,5}:\d+:\d+|\bat \S{1,300}\.\w{1,5}:\d+:\d+/],
  ['a Python stack trace', /Traceback \(most recent call last\)|File "[^"]+", line \d+/],
  ['a Java stack trace', /\bat [\w$./@-]+\([\w$]+\.(?:java|kt|scala|groovy):\d+\)/],
  ['a .NET stack trace', /\bat [\w.`<>[\],]+\([^()]{0,200}\)(?: in \S.{0,200}:line \d+|\s+at [\w.`<>[\],]+\()/],
  ['a Go stack trace', /goroutine \d+ \[|panic: /],
  ['a Ruby or PHP stack trace', /\.rb:\d+:in |#\d+ \S+\.php\(\d+\)|\.php(?:<\/b>)? on line (?:<b>)?\d+|Stack trace:/],
  [
    'an SQL statement',
    // only in capitals, as these are also English words
    /\bSELECT\b[\s\S]{1,200}\bFROM\b|\bWHERE\b[\s\S]{1,100}=|SQLSTATE|syntax error at or near|\bORA-\d{5}/,
  ],
  ['an SQL statement', /\bselect\b[^.!?]{1,200}\bfrom \S+ (?:where|join|order by|limit)\b/],
  ['the address of a database', /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqp|clickhouse|jdbc:\w+):\/\//],
  [
    'a file of the server',
    /(?<!\w)\/(?:usr|home|var|srv|opt|app|root|etc|tmp)\/[\w.-]+\/[\w./-]+|node_modules|site-packages|[A-Z]:\\\w+\\/,
  ],
  [
    'an address inside the network',
    /\b(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+(?::\d+)?\b|\bE(?:CONNREFUSED|NOTFOUND|TIMEDOUT)\b/,
  ],
];

/** In long error pages, the internals come near the beginning. */
export const LONGEST_SEARCHED = 32_000;

/** What a platform itself may answer to a request with an invalid URI, before any of the owner's code runs. */
const BY_THE_PLATFORM = ['a Java stack trace', 'a .NET stack trace'];

/**
 * Names the server internals that the beginning of a refusal reveals; undefined if there are none.
 *
 * @param isMalformed - whether the URI of the request was invalid.
 */
export function sensitiveText(refusal: string, isMalformed = false): string | undefined {
  const text = refusal.slice(0, LONGEST_SEARCHED);
  const isRevealed = ([what, pattern]: (typeof INTERNALS)[number]) =>
    !(isMalformed && BY_THE_PLATFORM.includes(what)) && pattern.test(text);
  return INTERNALS.find(isRevealed)?.[0];
}

const HINTS: readonly [page: RegExp, sentence: string][] = [
  [
    /<br>[ \n]?&nbsp;[ &\w;]{0,20}at /,
    'Express shows stack traces while it is in development: set NODE_ENV=production.',
  ],
  [/Werkzeug Debugger/, 'The debugger of Werkzeug is on: turn debug off in Flask.'],
  [/DEBUG\s*=\s*True/, 'Django shows its debug pages: set DEBUG = False.'],
];

/** Says how to hide the internals, if the page shows which framework wrote it. */
export function hintOnInternals(refusal: string): string | undefined {
  const text = refusal.slice(0, LONGEST_SEARCHED);
  return HINTS.find(([page]) => page.test(text))?.[1];
}
