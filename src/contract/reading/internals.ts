/**
 * What tells of the inside of a server, by its shape: frames with file and line, a query, an address, a path. The name of
 * an error alone is none, as public error codes and platforms use such names.
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
    // in capitals, as these are words of a sentence too
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

/** Pages of errors tell it further up. */
export const LONGEST_SEARCHED = 32_000;

/** What a platform may say by itself of a request that is no valid URI, before any code of the owner runs. */
const OF_THE_PLATFORM = ['a Java stack trace', 'a .NET stack trace'];

/**
 * Names what the beginning of a refusal tells of the inside of a server; undefined when nothing.
 *
 * @param isMalformed - whether the request was no valid URI.
 */
export function sensitiveText(refusal: string, isMalformed = false): string | undefined {
  const text = refusal.slice(0, LONGEST_SEARCHED);
  const isTold = ([what, pattern]: (typeof INTERNALS)[number]) =>
    !(isMalformed && OF_THE_PLATFORM.includes(what)) && pattern.test(text);
  return INTERNALS.find(isTold)?.[0];
}

const HINTS: readonly [page: RegExp, sentence: string][] = [
  [
    /<br>[ \n]?&nbsp;[ &\w;]{0,20}at /,
    'Express shows stack traces while it is in development: set NODE_ENV=production.',
  ],
  [/Werkzeug Debugger/, 'The debugger of Werkzeug is on: turn debug off in Flask.'],
  [/DEBUG\s*=\s*True/, 'Django shows its debug pages: set DEBUG = False.'],
];

/** Says how to turn off what shows the inside of a server, where the page of a framework tells which one it is. */
export function hintOnInternals(refusal: string): string | undefined {
  const text = refusal.slice(0, LONGEST_SEARCHED);
  return HINTS.find(([page]) => page.test(text))?.[1];
}
