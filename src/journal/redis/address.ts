import { OptionError } from '../../shared/errors.ts';

/** Where a server is. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** Where a state is in Redis or Valkey, and how to access it. */
export interface Address extends Place {
  /** The sentinels' name of the primary; left out, the server itself is at `host`. */
  readonly primary?: string | undefined;
  /** The sentinels to ask, in turn; the first is at `host`. None without a primary. */
  readonly sentinels: readonly Place[];
  readonly isEncrypted: boolean;
  readonly database: number;
  /** Prefix of all its keys, in braces, so that one node of a cluster has all of them. */
  readonly prefix: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** The URL without anything secret, for people. */
  readonly name: string;
}

/** What a URL does not or must not contain. */
interface Credentials {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

const USUAL_PORT = 6379;
const USUAL_SENTINEL_PORT = 26_379;
const USUAL_PREFIX = 'openreplay-kit';
const PARAMETERS = ['prefix', 'primary', 'sentinel'];
const EXAMPLE = 'redis://localhost:6379/0?prefix=kit';

/** Whether a text is meant as the URL of a state in Redis or Valkey, and not as the name of a file. */
export function isRedisUrl(text: string): boolean {
  return /^rediss?:/i.test(text);
}

/**
 * Reads a URL such as `redis://localhost:6379/0?prefix=kit`, or `rediss:` for TLS.
 *
 * @throws OptionError that reveals nothing of a URL with a password.
 */
export function readAddress(text: string, { username, password }: Credentials = {}): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^rediss?:$/.test(url.protocol) || url.hostname === '') {
    throw refuse(`the URL must be like ${EXAMPLE}, or start with rediss: for TLS.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse(
      'its URL must not contain a user or a password, as URLs are shown. Set OPENREPLAY_KIT_REDIS_USER and OPENREPLAY_KIT_REDIS_PASSWORD, or pass username and password in code.',
    );
  }
  const database = /^\/?(\d{0,5})$/.exec(url.pathname)?.[1];
  if (database === undefined) {
    throw refuse(`the path of its URL must be the number of a database, as in ${EXAMPLE}, received "${url.pathname}".`);
  }
  const unknown = [...url.searchParams.keys()].find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined || url.hash !== '') {
    throw refuse(`its URL may only have the parameters ${PARAMETERS.join(', ')}, as in ${EXAMPLE}.`);
  }
  const prefix = url.searchParams.get('prefix') ?? USUAL_PREFIX;
  if (!/^[\w.:-]{1,100}$/.test(prefix)) {
    throw refuse(`prefix must be 1 to 100 letters, digits, dots, colons or dashes, received "${prefix}".`);
  }
  const primary = url.searchParams.get('primary') ?? undefined;
  if (primary !== undefined && !/^[\w.:-]{1,100}$/.test(primary)) {
    throw refuse(`primary must be 1 to 100 letters, digits, dots, colons or dashes, received "${primary}".`);
  }
  const further = url.searchParams.getAll('sentinel');
  if (primary === undefined && further.length > 0) {
    throw refuse('sentinel is given without primary, the name by which sentinels know the server.');
  }
  const place = placeOf(url, primary === undefined ? USUAL_PORT : USUAL_SENTINEL_PORT);
  const others = [
    ...(primary === undefined ? [] : [`primary=${primary}`]),
    ...further.map((sentinel) => `sentinel=${sentinel}`),
  ];
  return {
    ...place,
    primary,
    sentinels: primary === undefined ? [] : [place, ...further.map(readSentinel)],
    isEncrypted: url.protocol === 'rediss:',
    database: Number(database),
    prefix: `{${prefix}}`,
    username: username || undefined,
    password: password || undefined,
    name: `${url.protocol}//${url.hostname}:${place.port}/${Number(database)}?${[...others, `prefix=${prefix}`].join('&')}`,
  };
}

function readSentinel(text: string): Place {
  const url = URL.canParse(`redis://${text}`) ? new URL(`redis://${text}`) : undefined;
  const isPlain = url && url.hostname !== '' && /^[^@/?#]+$/.test(text);
  // not shown, as it may be anything
  if (!isPlain) throw refuse('sentinel must be a host, with or without a port, as in sentinel=sentinel-2:26379.');
  return placeOf(url, USUAL_SENTINEL_PORT);
}

function placeOf({ hostname, port }: URL, usualPort: number): Place {
  // an IPv6 address has brackets only in a URL
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? usualPort : Number(port) };
}

function refuse(why: string): OptionError {
  return new OptionError(`Failed to open the state in Redis: ${why}`);
}
