const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4 = `127(?:\\.${OCTET}){3}`;
const LOOPBACK = new RegExp(
  `^(?:(?:[\\w-]+\\.)*localhost|${IPV4}|::1|::ffff:(?:${IPV4}|7f[\\da-f]{2}:[\\da-f]{1,4}))$`,
);

/**
 * Whether a host is always the machine that asks: `localhost` and names below it (RFC 6761), 127.0.0.0/8, `::1`, and
 * these IPv4 addresses written as IPv6. Accepts an address as a socket reports it, or a host as in a URL or a header,
 * with brackets around IPv6 and without a port.
 */
export function isLoopback(host: string | undefined): boolean {
  return LOOPBACK.test((host ?? '').replace(/^\[([^:\]]*:[^\]]*)\]$/, '$1').toLowerCase());
}
