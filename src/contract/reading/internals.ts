const INTERNALS: readonly [what: string, pattern: RegExp][] = [
  ['a JavaScript stack trace', /\bat .{1,200}[:(]\S{1,300}:\d+:\d+/],
  ['a Python stack trace', /Traceback \(most recent call last\)|File "[^"]+", line \d+/],
  ['a Java stack trace', /\bat [\w$.]+\([\w$]+\.(?:java|kt|scala):\d+\)|\bjava\.lang\.\w+/],
  ['a Go stack trace', /goroutine \d+ \[|panic: /],
  ['a Ruby or PHP stack trace', /\.rb:\d+:in |#\d+ \S+\.php\(\d+\)|Stack trace:/],
  [
    'the name of an exception',
    /\b(?:Type|Reference|Range|Syntax|Value|Key|Attribute|Index|Programming|Operational|URI)Error\b|\b\w+Exception\b/,
  ],
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

/** Names what the beginning of a refusal tells of the inside of a server; undefined when nothing. */
export function sensitiveText(refusal: string): string | undefined {
  const text = refusal.slice(0, LONGEST_SEARCHED);
  return INTERNALS.find(([, pattern]) => pattern.test(text))?.[0];
}
