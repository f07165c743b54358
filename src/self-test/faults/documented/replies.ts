import { type Fault, onEvent, onEvents, onText, type Wire } from '../fault.ts';

const row = (breaks: string, name: string, wrap: Fault['wrap']): Fault => ({ name, breaks, wrap });
const field = (breaks: string, name: string, change: (event: Wire) => Record<string, unknown>): Fault =>
  row(
    breaks,
    name,
    onEvent((event) => ({ ...event, ...change(event) })),
  );
const page = (breaks: string, name: string, change: (event: Wire) => Record<string, unknown>): Fault =>
  row(
    breaks,
    name,
    onEvent((event) => (event.type === 'LOCATION' ? { ...event, ...change(event) } : event)),
  );
const without = (...names: string[]) =>
  onEvent((event) => Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name))));
const latin1 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));
const labels = (change: (label: string) => string): Fault['wrap'] =>
  onEvent((event) => ('label' in event ? { ...event, label: change(String(event.label)) } : event));
const snake = (event: Wire) =>
  Object.fromEntries(
    Object.entries(event).map(([name, value]) => [name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
  );

const lowerPaths = (e: Wire) =>
  Object.fromEntries(['path', 'basePath', 'value', 'url'].map((name) => [name, String(e[name]).toLowerCase()]));

/** Makes an ID of 19 digits whose last digits differ as much as the first. */
const large = (digits: string) => BigInt(digits) * 1021n + BigInt(digits) / 999_983n;

/** Faults in replies: text, envelope, fields, order. */
export const replyFaults: readonly Fault[] = [
  row(
    'REPLY-20',
    'session IDs beyond 2^53',
    onText((text) => text.replace(/"sessionId":(\d+)/g, (_, digits) => `"sessionId":${large(digits)}`)),
  ),
  row(
    'REPLY-04',
    'session IDs beyond 2^53 rounded to doubles',
    onText((text) => text.replace(/"sessionId":(\d+)/g, (_, digits) => `"sessionId":${BigInt(Number(large(digits)))}`)),
  ),
  row(
    'REPLY-04',
    'session IDs beyond 2^53 as JavaScript writes them',
    onText((text) => text.replace(/"sessionId":(\d+)/g, (_, digits) => `"sessionId":${Number(`${digits}137`)}`)),
  ),
  row(
    'REPLY-04',
    'session IDs kept to 15 digits',
    onText((text) => text.replace(/"sessionId":(\d{15})\d+/g, '"sessionId":$100')),
  ),
  row(
    'REPLY-21',
    'times with a fraction of 0',
    onText((text) => text.replace(/"timestamp":\d+/g, '$&.0')),
  ),
  row(
    'REPLY-21',
    'metrics with a fraction of 0',
    onText((text) => text.replace(/(?<="loadTime":)\d+/g, '$&.0')),
  ),
  row(
    'REPLY-21',
    'a small metric is -0',
    onText((text) => text.replaceAll('"responseTime":6,', '"responseTime":-0,')),
  ),
  row(
    'REPLY-04',
    'IDs with an exponent',
    onText((text) => text.replace(/"sessionId":(\d)(\d{12})\d+/g, '"sessionId":$1.$2E15')),
  ),
  row(
    'REPLY-05',
    'a wrapped envelope',
    onText((text) => `{"response":${text}}`),
  ),
  row(
    'REPLY-05',
    'a bare array',
    onText((text) => JSON.stringify(JSON.parse(text).data)),
  ),
  row(
    'REPLY-05',
    'null for an empty list',
    onText((text) => text.replace('[]', 'null')),
  ),
  row(
    'REPLY-05',
    'an empty object for an empty list',
    onText((text) => (text.includes('[]') ? '{}' : text)),
  ),
  row('REPLY-22', 'timestamps as text', field('', '', (e) => ({ timestamp: String(e.timestamp) })).wrap),
  row('REPLY-06', 'snake case', onEvent(snake)),
  row(
    'REPLY-06',
    'null metrics left out',
    onEvent((event) => Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null))),
  ),
  row('REPLY-06', 'no ttfb', without('ttfb')),
  row('REPLY-06', 'no host', without('host')),
  row('REPLY-06', 'no value and url', without('value', 'url')),
  field('REPLY-22', 'session IDs as text', (e) => ({ sessionId: String(e.sessionId) })),
  page('REPLY-06', 'metrics of 0 for null', (e) =>
    Object.fromEntries(
      Object.entries(e)
        .filter(([, v]) => v === null)
        .map(([k]) => [k, 0]),
    ),
  ),
  page('REPLY-22', 'metrics as text', (e) => ({ loadTime: e.loadTime === null ? null : String(e.loadTime) })),
  page('REPLY-15', 'metrics with fractions', (e) => ({
    loadTime: typeof e.loadTime === 'number' ? e.loadTime + 0.5 : null,
  })),
  page('REPLY-06', 'negative metrics', (e) => ({ loadTime: typeof e.loadTime === 'number' ? -e.loadTime : null })),
  page('REPLY-15', 'speed indexes of 0 for null', (e) => ({ speedIndex: e.speedIndex ?? 0 })),
  page('REPLY-15', 'loads that took too long', (e) => ({ loadTime: e.loadTime === null ? null : 31_000 })),
  row(
    'REPLY-16',
    'a click without a label',
    labels((label) => (label === 'OK' ? '' : label)),
  ),
  page('REPLY-06', 'metrics in microseconds', (e) => ({
    loadTime: typeof e.loadTime === 'number' ? e.loadTime * 1000 : null,
  })),
  row('REPLY-07', 'no label', without('label')),
  row(
    'REPLY-07',
    'null labels',
    onEvent((e) => (e.type === 'CLICK' ? { ...e, label: null } : e)),
  ),
  row(
    'REPLY-07',
    'empty labels',
    labels(() => ''),
  ),
  field('REPLY-08', 'types in lower case', (e) => ({ type: e.type.toLowerCase() })),
  field('REPLY-08', 'page views by another name', (e) => ({ type: e.type === 'LOCATION' ? 'PAGE_VIEW' : e.type })),
  field('REPLY-09', 'timestamps in seconds', (e) => ({ timestamp: Math.floor(e.timestamp / 1000) })),
  field('REPLY-23', 'timestamps rounded to seconds', (e) => ({ timestamp: Math.floor(e.timestamp / 1000) * 1000 })),
  field('REPLY-09', 'timestamps in microseconds', (e) => ({ timestamp: e.timestamp * 1000 })),
  page('REPLY-10', 'a full URL in url', (e) => ({ url: `https://${e.host}${e.path}` })),
  page('REPLY-10', 'an empty value', () => ({ value: '' })),
  page('REPLY-10', 'a base path with its query', (e) => ({ basePath: e.path, baseReferrer: e.referrer })),
  page('REPLY-11', 'a host with its scheme', (e) => ({ host: `https://${e.host}` })),
  page('REPLY-11', 'a relative referrer', () => ({ referrer: '/x/', baseReferrer: '/x/' })),
  page('REPLY-11', 'decoded paths', (e) => ({
    path: `${e.path}été/`,
    url: `${e.path}été/`,
    value: `${e.path}été/`,
    basePath: `${e.path}été/`.split('?')[0],
  })),
  page('REPLY-12', 'load and DOM times exchanged', (e) => ({
    loadTime: e.domContentLoadedTime,
    domContentLoadedTime: e.loadTime,
  })),
  page('REPLY-12', 'paints exchanged', (e) =>
    e.firstPaintTime === null ? {} : { firstPaintTime: Number(e.firstContentfulPaintTime) + 1 },
  ),
  page('REPLY-12', 'response times exchanged', (e) => ({ responseTime: e.responseEnd, responseEnd: e.responseTime })),
  row(
    'REPLY-14',
    'paths in lower case',
    onEvent((e) => (e.type === 'LOCATION' ? { ...e, ...lowerPaths(e) } : e)),
  ),
  row('REPLY-13', 'UTF-8 twice', labels(latin1)),
  row(
    'REPLY-13',
    'labels escaped for HTML',
    labels((label) =>
      label.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    ),
  ),
  row(
    'REPLY-13',
    'labels escaped for HTML but for quotes and ">"',
    labels((label) => label.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
  ),
  row(
    'REPLY-13',
    'letters as numeric entities',
    labels((label) => label.replace(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt(0)};`)),
  ),
  row(
    'REPLY-13',
    'labels escaped for JSON twice',
    labels((label) => JSON.stringify(label).slice(1, -1)),
  ),
  row(
    'REPLY-13',
    'letters escaped for JSON twice',
    labels((label) =>
      label.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ),
  ),
  row(
    'REPLY-13',
    'labels in quotes',
    labels((label) => `"${label}"`),
  ),
  row('REPLY-13', 'labels percent-encoded', labels(encodeURIComponent)),
  page('REPLY-13', 'paths percent-encoded twice', (e) => {
    const path = String(e.path).replaceAll('%', '%25');
    return { path, url: path, value: path };
  }),
  row(
    'REPLY-13',
    'question marks for letters',
    labels((label) => label.replace(/[^\0-\x7f]/g, '?')),
  ),
  row(
    'REPLY-13',
    'replacement characters',
    labels((label) => label.replace(/[^\0-\x7f]/g, '\ufffd')),
  ),
  row(
    'ORDER-01',
    'every 5th event twice',
    onEvents((events) => events.flatMap((event, index) => (index % 5 === 4 ? [event, event] : [event]))),
  ),
  row(
    'ORDER-02',
    'newest first',
    onEvents((events) => events.reverse()),
  ),
  row(
    'ORDER-04',
    'sorted by messageId across sessions',
    onEvents((events) => events.sort((a, b) => a.messageId - b.messageId)),
  ),
  row(
    'ORDER-02',
    'grouped by type',
    onEvents((events) => events.sort((a, b) => a.type.localeCompare(b.type))),
  ),
  row(
    'ORDER-02',
    'messageIds cut to 32 bits',
    onEvent((event) => ({ ...event, messageId: event.messageId % 2 ** 32 })),
  ),
  row(
    'ORDER-03',
    'clicks an hour early',
    onEvent((event) => (event.type === 'CLICK' ? { ...event, timestamp: event.timestamp - 3_600_000 } : event)),
  ),
  row(
    'ORDER-07',
    'latest session first',
    onEvents((events) => [...events].sort((a, b) => b.sessionId - a.sessionId || a.messageId - b.messageId)),
  ),
  row(
    'ORDER-04',
    'sessions in no order',
    onEvents((events) =>
      [...events].sort((a, b) => ((a.sessionId * 7) % 10) - ((b.sessionId * 7) % 10) || a.messageId - b.messageId),
    ),
  ),
  row(
    'ORDER-05',
    'session IDs fall',
    onEvents((events) => events.map((event) => ({ ...event, sessionId: 9e15 - event.sessionId }))),
  ),
  row('ORDER-06', 'ties in another order at each read', (right) => {
    let reads = 0;
    return onEvents((events) => {
      reads += 1;
      return [...events].sort(
        (a, b) => a.timestamp - b.timestamp || (reads % 2 ? 1 : -1) * (a.messageId - b.messageId),
      );
    })(right);
  }),
];
