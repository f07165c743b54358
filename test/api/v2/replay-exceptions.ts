const PARSER = "Node's own HTTP parser refuses this, or takes it, before the mock is asked";
const TIES = 'sessions of one start have no order on the real server';
const AWAY = 'the mock has no store that could be away';

/** Exchanges that the mock answers differently, by name, and why. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'ties-desc': TIES,
  'ties-asc': TIES,
  'ties-page-1': TIES,
  'ties-page-2': TIES,
  'expect-other': PARSER,
  'path-user-raw-unicode': PARSER,
  'method-CONNECT': PARSER,
  'method-FOO': PARSER,
  'method-post': PARSER,
  'method-Post': PARSER,
  'http-1.1-no-host': PARSER,
  'http-2.0': PARSER,
  'http-header-space-before-colon': PARSER,
  'http-length-twice': PARSER,
  'http-te-unknown': PARSER,
  'http-chunk-bad': PARSER,
  'http-lf-only': PARSER,
  'http-headers-huge': PARSER,
  'http-header-100k': 'the mock takes less of a head, unless the option limits says otherwise',
  'options-star': 'the target * is no path of the API',
  'redirect-absolute': 'the mock does not know under which name it was asked',
  'merge-before': 'rows of one second are merged later on the real server, and at once by the mock',
  'merge-other-user-before': 'rows of one second are merged later on the real server, and at once by the mock',
  'clickhouse-away': AWAY,
  'clickhouse-away-user': AWAY,
  'clickhouse-away-users': AWAY,
  'clickhouse-away-events': AWAY,
  'postgres-away': AWAY,
  'postgres-away-jobs': AWAY,
  'postgres-back': AWAY,
};
