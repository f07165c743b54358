import type { z } from 'zod';
import { clickEventSchema, type LocationEvent, locationEventSchema, PAGE_METRICS } from '../../schema/session-event.ts';
import type { Breach, Inspected, Rule } from '../inspector.ts';
import type { Requirement } from '../requirement.ts';
import { findDamage } from '../text-damage.ts';

/** Real IDs that are all multiples of it have lost their last digits. */
const COARSE = 2 ** 20;

type Item = Readonly<Record<string, unknown>>;

/** What a 200 holds: the text, the envelope, and each event. */
export const replyRequirements: readonly Requirement[] = [
  {
    id: 'REPLY-01',
    level: 'MUST',
    title: 'a 200 is labelled application/json',
    source: 'documented: Status Codes (sent as JSON)',
    rule: onSuccess(({ exchange }) => {
      const type = exchange.reply?.headers.get('content-type') ?? '';
      const isJson = /^application\/json\s*(;\s*charset="?utf-?8"?\s*)?$/i.test(type);
      return isJson
        ? 'kept'
        : {
            expected: 'content-type application/json, in UTF-8',
            received: type ? `content-type ${type}` : 'no content-type',
          };
    }),
  },
  {
    id: 'REPLY-02',
    level: 'MUST',
    title: 'a 200 is one JSON text in UTF-8, without a byte order mark',
    source: 'documented: Status Codes (sent as JSON); RFC 8259, 8.1',
    rule: onSuccess(({ exchange, findings }) => {
      if (exchange.reply?.text === undefined)
        return { expected: 'a body in UTF-8', received: `${exchange.reply?.bytes.length} bytes that are not UTF-8` };
      const syntax = findings.find((finding) => finding.kind === 'syntax');
      return syntax
        ? { expected: 'one JSON text', received: `${syntax.message}: ${ends(exchange.reply.text)}` }
        : 'kept';
    }),
  },
  {
    id: 'REPLY-03',
    level: 'MUST',
    title: 'no object of a 200 has a key twice',
    source: 'assumed: RFC 8259, 4',
    rule: onSuccess(({ findings }) => firstFinding(findings, 'duplicate-key', 'each key once')),
  },
  {
    id: 'REPLY-04',
    level: 'MUST',
    title: 'each number of a 200 survives being read by JavaScript',
    source: 'assumed: RFC 8259, 6; observed: session IDs beyond 2^53',
    rule: onSuccess(({ findings, body }) => {
      const ids = new Set(itemsOf(body)?.map(({ sessionId }) => sessionId));
      const isRounded = ids.size >= 3 && [...ids].every((id) => typeof id === 'number' && id % COARSE === 0);
      if (isRounded)
        return {
          expected: 'session IDs with all their digits',
          received: [...ids].slice(0, 3).join(', '),
          diagnosis: 'Session IDs went through a number type too small for them.',
        };
      return firstFinding(findings, 'number', 'whole numbers within 2^53-1, in digits');
    }),
  },
  {
    id: 'REPLY-05',
    level: 'MUST',
    title: 'a 200 is an object whose `data` is a list, empty where nothing matches',
    source: 'documented: Example Response',
    rule: onSuccess(({ body }) => (itemsOf(body) ? 'kept' : { expected: '{"data": [...]}', received: show(body) })),
  },
  {
    id: 'REPLY-06',
    level: 'MUST',
    title: 'a LOCATION event has its 22 documented fields, each of its type',
    source: 'documented: Example Response',
    rule: onItems((item) => (item.type === 'LOCATION' ? conform(locationEventSchema, item) : undefined)),
  },
  {
    id: 'REPLY-07',
    level: 'MUST',
    title: 'a CLICK event has its 5 documented fields, each of its type',
    source: 'documented: Example Response',
    rule: onItems((item) => (item.type === 'CLICK' ? conform(clickEventSchema, item) : undefined)),
  },
  {
    id: 'REPLY-08',
    level: 'MUST',
    title: 'an event names its type in upper case, and a page view or a click by no other name than LOCATION or CLICK',
    source: 'documented: Example Response',
    rule: onReplyItems((items) => {
      const isWithoutClicks = items.length >= 10 && items.every((item) => item.type !== 'CLICK');
      const misnamed = isWithoutClicks && items.find((item) => Object.keys(item).sort().join() === CLICK_KEYS);
      if (misnamed)
        return { expected: 'type CLICK for a click', received: `type ${misnamed.type} in ${show(misnamed)}` };
      return firstBreach(items, checkType);
    }),
  },
  {
    id: 'REPLY-09',
    level: 'MUST',
    title: 'a timestamp is in milliseconds',
    source: 'documented: Example Response',
    rule: onReplyItems((items) => {
      const times = items.map((item) => item.timestamp).filter((time) => typeof time === 'number');
      const wrong = times.find((time) => time < 1e12 || time >= 1e14);
      if (wrong !== undefined)
        return { expected: 'a timestamp in milliseconds since 1970', received: `${wrong}`, diagnosis: unitOf(wrong) };
      const distinct = new Set(times);
      const isRounded = distinct.size >= 8 && [...distinct].every((time) => time % 1000 === 0);
      return isRounded
        ? {
            expected: 'timestamps to the millisecond',
            received: `${distinct.size} times, all whole seconds`,
            diagnosis: 'Timestamps are rounded to whole seconds.',
          }
        : times.length > 0
          ? 'kept'
          : undefined;
    }),
  },
  {
    id: 'REPLY-10',
    level: 'MUST',
    title: 'value and url repeat the path, and basePath and baseReferrer are cut at the first "?"',
    source: 'documented: Example Response; observed: v1',
    rule: onLocations((event) => {
      for (const [name, expected] of [
        ['value', event.path],
        ['url', event.path],
        ['basePath', cut(event.path)],
        ['baseReferrer', event.referrer && cut(event.referrer)],
      ] as const) {
        if (event[name] !== expected)
          return { expected: `${name} ${show(expected)}`, received: `${name} ${show(event[name])} in ${show(event)}` };
      }
      return 'kept';
    }),
  },
  {
    id: 'REPLY-11',
    level: 'MUST',
    title: 'host is a bare host, path is a path in its URL spelling, referrer is empty or a full URL',
    source: 'documented: Example Response; observed: v1',
    rule: onLocations((event) => {
      if (!/^[^\s/?#@]+$/.test(event.host))
        return { expected: 'a host without scheme or path', received: `host ${show(event.host)}` };
      if (!/^\/[\x21-\x7e]*$/.test(event.path))
        return { expected: 'a path as in a URL, percent-encoded', received: `path ${show(event.path)}` };
      if (event.referrer && !/^[a-z][a-z0-9+.-]*:\/\/[\x21-\x7e]+$/i.test(event.referrer)) {
        return {
          expected: 'a referrer that is a full URL, percent-encoded',
          received: `referrer ${show(event.referrer)}`,
        };
      }
      return 'kept';
    }),
  },
  {
    id: 'REPLY-12',
    level: 'MUST',
    title:
      'the metrics of a page agree: response, DOM and load in this order, first paint before first contentful paint',
    source: 'observed: v1',
    rule: onLocations((event) => {
      const inOrder: [string, number | null, string, number | null][] = [
        ['responseTime', event.responseTime, 'responseEnd', event.responseEnd],
        ['domBuildingTime', event.domBuildingTime, 'domContentLoadedTime', event.domContentLoadedTime],
        ['domContentLoadedTime', event.domContentLoadedTime, 'loadTime', event.loadTime],
        ['firstPaintTime', event.firstPaintTime, 'firstContentfulPaintTime', event.firstContentfulPaintTime],
        [
          'responseEnd + domBuildingTime',
          sum(event.responseEnd, event.domBuildingTime),
          'domContentLoadedTime',
          event.domContentLoadedTime,
        ],
      ];
      const compared = inOrder.filter(([, low, , high]) => low !== null && high !== null);
      const wrong = compared.find(([, low, , high]) => (low ?? 0) > (high ?? 0));
      if (wrong)
        return {
          expected: `${wrong[0]} at most ${wrong[2]}`,
          received: `${wrong[1]} and ${wrong[3]} in ${show(event)}`,
        };
      return compared.length > 0 ? 'kept' : undefined;
    }),
  },
  {
    id: 'REPLY-13',
    level: 'MUST',
    title:
      'the text of labels and paths comes as it was recorded: not cut inside a character, not encoded twice, not escaped for HTML',
    source: 'assumed: clients show labels',
    rule: onReplyItems((items) => {
      const texts = items
        .flatMap((item) => [item.label, item.value, item.path])
        .filter((text) => typeof text === 'string');
      const damage = findDamage(texts);
      if (damage)
        return { expected: 'text as it was recorded', received: `${show(damage.text)}`, diagnosis: damage.cause };
      return texts.length > 0 ? 'kept' : undefined;
    }),
  },
  {
    id: 'REPLY-14',
    level: 'MUST',
    title: 'a page and the referrer of the page after it spell the same URL alike',
    source: 'documented: Example Response (referrers chain)',
    rule: onReplyItems((items) => {
      const pairs = neighbours(items.filter((item) => item.type === 'LOCATION'));
      const differing = pairs.filter(([path, referrer]) => path !== referrer && plain(path) === plain(referrer));
      const [first] = differing;
      if (first && differing.length >= 2) {
        return {
          expected: `the path ${show(first[1])}, as the next referrer has it`,
          received: `the path ${show(first[0])}`,
        };
      }
      return pairs.length > 0 ? 'kept' : undefined;
    }),
  },
];

/** Pairs the path of each page with the path in the referrer of the page loaded right after it. */
function neighbours(pages: readonly Item[]): [path: string, referrer: string][] {
  return pages.flatMap((page, index): [string, string][] => {
    const before = pages[index - 1];
    if (!before || before.sessionId !== page.sessionId || typeof page.referrer !== 'string') return [];
    const number = (item: Item) => Math.floor(Number(item.messageId) / 2 ** 32);
    const origin = `://${before.host}`;
    const at = page.referrer.indexOf(origin);
    if (number(page) !== number(before) + 1 || at < 0 || typeof before.path !== 'string') return [];
    return [[before.path, page.referrer.slice(at + origin.length)]];
  });
}

/** A path without what careless code changes in it: letter case, percent-encoding, slashes at the end. */
function plain(path: string): string {
  return path
    .replace(/(?:%[0-9a-f]{2})+/gi, decodeLeniently)
    .toLowerCase()
    .replace(/\/+$/, '');
}

function decodeLeniently(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** An event that is neither LOCATION nor CLICK has another type in upper case, and is no page view by another name. */
function checkType(item: Item): 'kept' | Breach {
  if (item.type === 'LOCATION' || item.type === 'CLICK') return 'kept';
  if (typeof item.type !== 'string' || !/^[A-Z][A-Z0-9_]*$/.test(item.type)) {
    return { expected: 'a type in upper case', received: `type ${show(item.type)} in ${show(item)}` };
  }
  return 'host' in item && 'path' in item && 'referrer' in item && 'loadTime' in item
    ? { expected: 'type LOCATION for a page view', received: `type ${item.type} in ${show(item)}` }
    : 'kept';
}

const CLICK_KEYS = 'label,messageId,sessionId,timestamp,type';

/** Applies to the 200s of GET requests. */
function onSuccess(rule: Rule): Rule {
  return (inspected) => {
    const { request, reply } = inspected.exchange;
    return request.method === 'GET' && reply?.status === 200 ? rule(inspected) : undefined;
  };
}

function onReplyItems(rule: (items: readonly Item[]) => ReturnType<Rule>): Rule {
  return onSuccess(({ body }) => {
    const items = itemsOf(body);
    return items && items.length > 0 ? rule(items) : undefined;
  });
}

function onItems(rule: (item: Item) => ReturnType<Rule>): Rule {
  return onReplyItems((items) => firstBreach(items, rule));
}

function firstBreach(items: readonly Item[], rule: (item: Item) => ReturnType<Rule>): ReturnType<Rule> {
  let isKept = false;
  for (const item of items) {
    const verdict = rule(item);
    if (verdict === 'kept') isKept = true;
    else if (verdict) return verdict;
  }
  return isKept ? 'kept' : undefined;
}

/** Applies to LOCATION events that have what the relations compare; the fields themselves are REPLY-06's. */
function onLocations(rule: (event: LocationEvent) => ReturnType<Rule>): Rule {
  return onItems((item) => {
    const isComplete =
      item.type === 'LOCATION' &&
      ['host', 'path', 'basePath', 'value', 'url'].every((name) => typeof item[name] === 'string') &&
      ['referrer', 'baseReferrer'].every((name) => typeof item[name] === 'string' || item[name] === null) &&
      PAGE_METRICS.every((name) => typeof item[name] === 'number' || item[name] === null);
    // what the rules read has just been looked at
    return isComplete ? rule(item as LocationEvent) : undefined;
  });
}

function conform(schema: z.ZodType, item: Item): 'kept' | Breach {
  const parsed = schema.safeParse(item);
  if (parsed.success) return 'kept';
  const issue = parsed.error.issues[0];
  const name = String(issue?.path[0]);
  const isStringId = name === 'sessionId' && typeof item.sessionId === 'string';
  return {
    expected: `${item.type} event: ${name}: ${issue?.message}`,
    received: `${name in item ? `${name} ${show(item[name])}` : `no ${name}`} in ${show(item)}`,
    ...(isStringId && { diagnosis: 'Session IDs are strings, as v1 and v2 servers send them.' }),
  };
}

function firstFinding(findings: Inspected['findings'], kind: string, expected: string): 'kept' | Breach {
  const finding = findings.find((one) => one.kind === kind);
  return finding ? { expected, received: finding.message } : 'kept';
}

function itemsOf(body: unknown): Item[] | undefined {
  const data = (body as { data?: unknown } | null | undefined)?.data;
  const isList = Array.isArray(data) && data.every((item) => item !== null && typeof item === 'object');
  return isList ? data : undefined;
}

function unitOf(time: number): string {
  if (time < 1e11) return 'Timestamps are in seconds instead of milliseconds.';
  return time >= 1e17
    ? 'Timestamps are in nanoseconds instead of milliseconds.'
    : 'Timestamps are not in milliseconds.';
}

function cut(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

function ends(text: string): string {
  return text.length > 120 ? `${text.slice(0, 60)} … ${text.slice(-60)}` : text;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 240 ? `${text.slice(0, 240)}…` : text;
}
