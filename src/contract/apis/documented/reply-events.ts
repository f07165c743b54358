import { getUserSessions } from '../../../api/documented/operations.ts';
import { locationEventSchema } from '../../../api/session-event.ts';
import type { Breach } from '../../asking/inspector.ts';
import type { Requirement } from '../../asking/requirement.ts';
import type { Fields } from '../../reading/fields.ts';
import { findDamage } from '../../reading/text-damage.ts';
import { usualUnitOf, wrongUnitOf } from '../../reading/time-unit.ts';
import { neighbours, plainPath } from '../../reading/url-spelling.ts';
import { firstBreach, onLocations, onReplyItems, show } from './reply-rules.ts';

/** So many times do not all happen to be whole seconds. */
const FEWEST_TIMES = 8;

const PAGE_VIEWS = 'a LOCATION event with all its fields; pass a --user who viewed pages';

/** The content of each event of a 200 reply. */
export const replyEventRequirements: readonly Requirement[] = [
  {
    id: 'REPLY-08',
    level: 'MUST',
    title: 'an event names its type in upper case; a page view is LOCATION, and a click is CLICK',
    source: 'documented: Example Response',
    needs: 'an event; pass a --user who has some',
    operation: getUserSessions,
    rule: onReplyItems((items, isWhole) => {
      const isWithoutClicks = isWhole && items.length >= 10 && items.every((item) => item.type !== 'CLICK');
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
    needs: 'an event; pass a --user who has some',
    operation: getUserSessions,
    rule: onReplyItems((items, isWhole) => {
      const times = items.map((item) => item.timestamp).filter((time) => typeof time === 'number');
      // a window may contain nothing but the events of one device with a wrong clock
      const unit = isWhole ? usualUnitOf(times) : undefined;
      if (unit)
        return {
          expected: 'a timestamp in milliseconds since 1970',
          received: `${times.find((time) => wrongUnitOf(time) !== undefined)}`,
          diagnosis: unit.sentence,
        };
      return times.length > 0 ? 'met' : undefined;
    }),
  },
  {
    id: 'REPLY-23',
    level: 'SHOULD',
    title: 'timestamps are precise to the millisecond',
    source: 'documented: Example Response',
    needs: 'events at eight different times; pass a --user who has more',
    operation: getUserSessions,
    follows: ['REPLY-09'],
    rule: onReplyItems((items, isWhole) => {
      const times = new Set(items.map((item) => item.timestamp).filter((time) => typeof time === 'number'));
      if ([...times].some((time) => time % 1000 !== 0)) return 'met';
      if (!isWhole || times.size < FEWEST_TIMES) return undefined;
      return {
        expected: 'timestamps to the millisecond',
        received: `${times.size} times, all whole seconds`,
        diagnosis: 'Timestamps are rounded to whole seconds.',
      };
    }),
  },
  {
    id: 'REPLY-10',
    level: 'MUST',
    title: 'value and url repeat the path, and basePath and baseReferrer are cut at the first "?"',
    source: 'documented: Example Response; observed: v1',
    needs: PAGE_VIEWS,
    operation: getUserSessions,
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
      return 'met';
    }),
  },
  {
    id: 'REPLY-11',
    level: 'SHOULD',
    title: 'host is a bare host, path is spelled as in a URL, referrer is empty or a full URL',
    source: 'documented: Example Response; observed: v1',
    needs: PAGE_VIEWS,
    operation: getUserSessions,
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
      return 'met';
    }),
  },
  {
    id: 'REPLY-12',
    level: 'SHOULD',
    title:
      'the metrics of a page agree: response, DOM and load in that order, first paint before first contentful paint',
    source: 'observed: v1',
    needs: 'a page load with two metrics to compare; pass a --user who loaded pages',
    operation: getUserSessions,
    rule: onLocations((event) => {
      const inOrder: [string, number | null, string, number | null][] = [
        ['responseTime', event.responseTime, 'responseEnd', event.responseEnd],
        ['domBuildingTime', event.domBuildingTime, 'domContentLoadedTime', event.domContentLoadedTime],
        ['domContentLoadedTime', event.domContentLoadedTime, 'loadTime', event.loadTime],
        ['firstPaintTime', event.firstPaintTime, 'firstContentfulPaintTime', event.firstContentfulPaintTime],
      ];
      const compared = inOrder.filter(([, low, , high]) => low !== null && high !== null);
      const wrong = compared.find(([, low, , high]) => (low ?? 0) > (high ?? 0));
      if (wrong)
        return {
          expected: `${wrong[0]} at most ${wrong[2]}`,
          received: `${wrong[0]} ${wrong[1]} and ${wrong[2]} ${wrong[3]} at ${show(event.path)}, message ${event.messageId}`,
        };
      return compared.length > 0 ? 'met' : undefined;
    }),
  },
  {
    id: 'REPLY-13',
    level: 'MUST',
    title:
      'labels and paths come as they were recorded: not cut inside a character, not encoded twice, not escaped for HTML',
    source: 'assumed: clients show labels',
    needs: 'a label or a path; pass a --user who has events',
    operation: getUserSessions,
    rule: onReplyItems((items, isWhole) => {
      if (!isWhole) return undefined;
      // checked separately, as code may escape one and not the other
      const labels = textsOf(items, ({ type, label, value }) => (type === 'LOCATION' ? [] : [label, value]));
      const paths = textsOf(items, ({ value, path }) => [value, path]);
      const damage = findDamage(labels) ?? findDamage(paths);
      if (damage)
        return { expected: 'text as it was recorded', received: `${show(damage.text)}`, diagnosis: damage.cause };
      return labels.length + paths.length > 0 ? 'met' : undefined;
    }),
  },
  {
    id: 'REPLY-14',
    level: 'MUST',
    title: 'a page and the referrer of the next page spell the same URL alike',
    source: 'documented: Example Response (referrers chain)',
    needs: 'two pages of which the second names the first as its referrer; pass a --user who followed a link',
    operation: getUserSessions,
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
      return pairs.length > 0 ? 'met' : undefined;
    }),
  },
];

function textsOf(items: readonly Fields[], pick: (item: Fields) => unknown[]): string[] {
  return items.flatMap(pick).filter((text) => typeof text === 'string');
}

const CLICK_KEYS = 'label,messageId,sessionId,timestamp,type';
const LOCATION_KEYS = Object.keys(locationEventSchema.shape);

/** An event other than LOCATION and CLICK has an upper-case type, and is not a page view by another name. */
function checkType(item: Fields): 'met' | Breach {
  if (item.type === 'LOCATION' || item.type === 'CLICK') return 'met';
  if (typeof item.type !== 'string' || !/^[A-Z][A-Z0-9_]*$/.test(item.type)) {
    return { expected: 'a type in upper case', received: `type ${show(item.type)} in ${show(item)}` };
  }
  return LOCATION_KEYS.every((key) => key in item)
    ? { expected: 'type LOCATION for a page view', received: `type ${item.type} in ${show(item)}` }
    : 'met';
}

function cut(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
