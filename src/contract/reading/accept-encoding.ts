/** Whether an Accept-Encoding header accepts a coding: by name or by `*`, and not with a weight of 0 (RFC 9110, 12.5.3). */
export function takesCoding(accepted: string, coding: string): boolean {
  const offers = accepted.split(',').map((offer) => {
    const [name = '', ...parameters] = offer.split(';').map((part) => part.trim().toLowerCase());
    return { name, isRefused: parameters.some((parameter) => /^q\s*=\s*0(\.0*)?$/.test(parameter)) };
  });
  const offer = offers.find(({ name }) => name === coding.toLowerCase()) ?? offers.find(({ name }) => name === '*');
  return offer ? !offer.isRefused : coding.toLowerCase() === 'identity';
}

/** Whether an Accept-Encoding header names a coding, even to refuse it, or accepts all that are in use. */
export function namesCoding(accepted: string, coding: string): boolean {
  const name = coding.toLowerCase();
  const names = accepted.split(',').map((offer) => offer.split(';')[0]?.trim().toLowerCase());
  return (
    name !== '*' && (name === 'identity' || names.includes(name) || (names.includes('*') && IN_USE.includes(name)))
  );
}

/** RFC 9110, 8.4.1; RFC 7932; RFC 8878. */
const IN_USE = ['gzip', 'x-gzip', 'deflate', 'compress', 'br', 'zstd'];
