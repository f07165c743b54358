import type { z } from 'zod';
import { clickEventSchema, locationEventSchema } from '../../schema/session-event.ts';
import type { Breach } from '../inspector.ts';
import { findDamage } from '../reading/text-damage.ts';
import { neighbours, plainPath } from '../reading/url-spelling.ts';
import type { Requirement } from '../requirement.ts';
import { firstBreach, type Item, onItems, onLocations, onReplyItems, show } from './reply-rules.ts';

/** What each event of a 200 holds. */
export const replyEventRequirements: readonly Requirement[] = [
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
      const differing = pairs.filter(
        ([path, referrer]) => path !== referrer && plainPath(path) === plainPath(referrer),
      );
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

const CLICK_KEYS = 'label,messageId,sessionId,timestamp,type';

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
