import { OptionError } from '../../shared/errors.ts';

/** Where a state is in Redis or Valkey, and how to get at it. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly isEncrypted: boolean;
  readonly database: number;
  /** What the names of all its keys begin with, in braces, so that one node of a cluster has all of them. */
  readonly prefix: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** The URL without anything secret, for people. */
  readonly name: string;
}

/** What a URL does not say, or must not. */
export interface Credentials {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

const USUAL_PORT = 6379;
const USUAL_PREFIX = 'openreplay-kit';
const EXAMPLE = 'redis://localhost:6379/0?prefix=kit';

/** Whether a text is meant as the URL of a state in Redis or Valkey, and not as the name of a file. */
export function isRedisUrl(text: string): boolean {
  return /^rediss?:/i.test(text);
}

/**
 * Reads a URL such as `redis://localhost:6379/0?prefix=kit`, or `rediss:` for TLS.
 *
 * @throws OptionError that shows nothing of a URL with a password.
 */
export function readAddress(text: string, { username, password }: Credentials = {}): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^rediss?:$/.test(url.protocol) || url.hostname === '') {
    throw refuse(`the URL must be like ${EXAMPLE}, or begin with rediss: for TLS.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refuse(
      'its URL must not hold a user or a password, as a URL is shown. Set OPENREPLAY_KIT_REDIS_USER and OPENREPLAY_KIT_REDIS_PASSWORD, or pass username and password in code.',
    );
  }
  const database = /^\/?(\d{0,5})$/.exec(url.pathname)?.[1];
  if (database === undefined) {
    throw refuse(`the path of its URL must be the number of a database, as in ${EXAMPLE}, received "${url.pathname}".`);
  }
  const unknown = [...url.searchParams.keys()].find((name) => name !== 'prefix');
  if (unknown !== undefined || url.hash !== '') {
    throw refuse(`its URL may have the parameter prefix and no other, as in ${EXAMPLE}.`);
  }
  const prefix = url.searchParams.get('prefix') ?? USUAL_PREFIX;
  if (!/^[\w.:-]{1,100}$/.test(prefix)) {
    throw refuse(`prefix must be 1 to 100 letters, digits, dots, colons or dashes, received "${prefix}".`);
  }
  const port = url.port === '' ? USUAL_PORT : Number(url.port);
  return {
    // an IPv6 address has brackets in a URL alone
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    isEncrypted: url.protocol === 'rediss:',
    database: Number(database),
    prefix: `{${prefix}}`,
    username: username || undefined,
    password: password || undefined,
    name: `${url.protocol}//${url.hostname}:${port}/${Number(database)}?prefix=${prefix}`,
  };
}

function refuse(why: string): OptionError {
  return new OptionError(`Failed to open the state in Redis: ${why}`);
}
