import type { Requirement } from '../contract/index.ts';

/** A mistake that is common in a stack. */
export interface UsualCause {
  /** The language, framework or product. */
  readonly stack: string;
  readonly cause: string;
}

/** Common causes, each with the requirements that they break. */
export const CAUSES: readonly (UsualCause & { readonly breaks: readonly Requirement['id'][] })[] = [
  {
    stack: 'JavaScript',
    cause: "`Number('')` is 0, and `parseInt('12abc')` is 12: hold a date against `/^\\d+$/` first.",
    breaks: ['WINDOW-09', 'WINDOW-10', 'WINDOW-11', 'WINDOW-12', 'WINDOW-15', 'WINDOW-25', 'WINDOW-101'],
  },
  {
    stack: 'JavaScript, Python, PHP',
    cause: '`if (start_date)` is false for 0.',
    breaks: ['WINDOW-05'],
  },
  {
    stack: 'Python',
    cause: '`int()` takes `1_000`, blanks around a number and digits of other scripts.',
    breaks: ['WINDOW-09', 'WINDOW-10', 'WINDOW-15'],
  },
  {
    stack: 'Java, Kotlin, Go',
    cause: 'An `int` of 32 bits holds no epoch milliseconds, and one of 64 bits wraps when it is multiplied.',
    breaks: ['WINDOW-06', 'WINDOW-07', 'WINDOW-24', 'WINDOW-102'],
  },
  {
    stack: 'Express',
    cause: 'A parameter that is given twice is an array in `req.query`.',
    breaks: ['WINDOW-12', 'WINDOW-104', 'ROBUST-05'],
  },
  {
    stack: 'SQL',
    cause:
      'A column or a bound in whole seconds (`DATETIME` of MySQL, `ms / 1000` of integers) loses the milliseconds.',
    breaks: ['WINDOW-01', 'WINDOW-02', 'WINDOW-03', 'WINDOW-04', 'WINDOW-21'],
  },
  {
    stack: 'SQL',
    cause: 'Times without a zone are compared in the zone of the server or of the session.',
    breaks: ['WINDOW-01', 'WINDOW-02', 'WINDOW-04', 'WINDOW-22'],
  },
  {
    stack: 'ORMs',
    cause: '`gt` or `lt` stands where `gte` or `lte` is meant.',
    breaks: ['WINDOW-01', 'WINDOW-02', 'WINDOW-03', 'WINDOW-04', 'WINDOW-21'],
  },
  {
    stack: 'SQL',
    cause: '`ORDER BY` the time alone leaves open how events of one instant come; order by the message ID too.',
    breaks: ['ORDER-02', 'ORDER-06', 'REPEAT-01'],
  },
  {
    stack: 'SQL',
    cause: 'A join with several rows for an event gives the event several times.',
    breaks: ['ORDER-01', 'USER-102', 'EVENTS-201'],
  },
  {
    stack: 'MySQL, SQL Server',
    cause:
      'The usual collation knows no letter case, accents or blanks at the end: compare keys and IDs with a binary one.',
    breaks: ['AUTH-03', 'AUTH-21', 'ISOLATION-02', 'ISOLATION-05', 'ISOLATION-21', 'USER-104', 'USER-202'],
  },
  {
    stack: 'SQL',
    cause: 'With `LIKE`, the characters `%` and `_` of an ID stand for others.',
    breaks: ['ISOLATION-02', 'ISOLATION-03', 'ISOLATION-21'],
  },
  {
    stack: 'bcrypt',
    cause: 'It reads the first 72 bytes of a key; a look-up by the first characters reads fewer.',
    breaks: ['AUTH-03'],
  },
  {
    stack: 'PostgreSQL',
    cause: 'A text cannot hold a NUL: refuse `%00` before the query.',
    breaks: ['REQUEST-08', 'ROBUST-01', 'ROBUST-05', 'ROBUST-102'],
  },
  {
    stack: 'Express, Koa',
    cause: 'The router knows no letter case unless told to, and a middleware in front compares the path exactly.',
    breaks: ['AUTH-08', 'GATE-01', 'GATE-06'],
  },
  {
    stack: 'Express, Koa',
    cause: 'Routes for GET answer HEAD too, and the check of the key asks for the method GET.',
    breaks: ['WIRE-31', 'WIRE-34'],
  },
  {
    stack: 'Express, Rails, Django',
    cause: 'Path parameters are decoded already: to decode them again makes two IDs one, or fails at a `%`.',
    breaks: ['REQUEST-04', 'REQUEST-08', 'ISOLATION-02', 'ISOLATION-21', 'ROBUST-01'],
  },
  {
    stack: 'nginx',
    cause:
      '`location` is held against the path decoded and with slashes merged, and `proxy_pass` with a path passes that on.',
    breaks: ['GATE-02', 'GATE-03', 'GATE-05', 'GATE-07', 'ISOLATION-09', 'REQUEST-04'],
  },
  {
    stack: 'Tomcat, Jetty',
    cause: 'What follows a `;` is cut off the path after a filter has seen it.',
    breaks: ['GATE-04'],
  },
  {
    stack: 'Caches (Redis, Varnish, a CDN)',
    cause: 'The user, the project, the dates or the API key are not part of what an answer is kept under.',
    breaks: ['AUTH-06', 'ISOLATION-07', 'REPEAT-03', 'REPEAT-06', 'REPEAT-21', 'REPEAT-31', 'REQUEST-45', 'REPEAT-101'],
  },
  {
    stack: 'Spring, FastAPI',
    cause: 'A field of a shared object holds what one request asked for.',
    breaks: ['REPEAT-04', 'REPEAT-32', 'REPEAT-101', 'WIRE-22'],
  },
  {
    stack: 'node-postgres, PHP',
    cause: 'The driver gives a `bigint` as a text.',
    breaks: ['REPLY-22', 'REPLY-06'],
  },
  {
    stack: 'JavaScript',
    cause: 'A number above 2^53 is rounded as soon as `JSON.parse` or a driver reads it.',
    breaks: ['REPLY-04', 'REPLY-104', 'REPLY-204', 'EVENTS-102'],
  },
  {
    stack: 'Go',
    cause: 'A slice that was never made is written as null.',
    breaks: ['REPLY-05', 'REPLY-101', 'ISOLATION-08', 'WINDOW-14'],
  },
  {
    stack: 'Python, Jackson',
    cause: 'A number that went through `float` or `double` is written as 1623440905732.0 or 1.623440905732E12.',
    breaks: ['REPLY-21', 'REPLY-105', 'REPLY-205'],
  },
  {
    stack: 'Express; Django and Flask; Spring',
    cause: '`NODE_ENV` is not production; `DEBUG` is on; `server.error.include-stacktrace` is not never.',
    breaks: ['ROBUST-09'],
  },
  {
    stack: 'nginx',
    cause: '`gzip` is on and `gzip_vary` is not.',
    breaks: ['REQUEST-44', 'ROBUST-49'],
  },
  {
    stack: 'CORS middleware',
    cause: 'Any origin is reflected (`origin: true`), and credentials are allowed.',
    breaks: ['ROBUST-44'],
  },
  {
    stack: 'Firewalls (ModSecurity)',
    cause: 'Rules against SQL injection match plain words such as "select" and "having".',
    breaks: ['ROBUST-21'],
  },
];

/** Returns the common causes of an unmet requirement. */
export function usualCauses(id: string): readonly UsualCause[] {
  return CAUSES.filter(({ breaks }) => breaks.some((broken) => broken === id)).map(({ stack, cause }) => ({
    stack,
    cause,
  }));
}
