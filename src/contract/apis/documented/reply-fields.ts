import { getUserSessions } from '../../../api/documented/operations.ts';
import { clickEventSchema, locationEventSchema, PAGE_METRICS } from '../../../api/session-event.ts';
import { expectationOf } from '../../../shared/expectation.ts';
import * as z from '../../../shared/zod.ts';
import type { Breach, Rule } from '../../asking/inspector.ts';
import type { Requirement } from '../../asking/requirement.ts';
import type { Fields } from '../../reading/fields.ts';
import { firstBreach, onReplyItems, show } from './reply-rules.ts';

const PAGE_VIEWS = 'a LOCATION event; pass a --user who viewed pages';
const CLICKS = 'a CLICK event; pass a --user who clicked';

/** The fields of each event of a 200 reply. */
export const replyFieldRequirements: readonly Requirement[] = [
  {
    id: 'REPLY-22',
    level: 'MUST',
    title: 'the documented numbers of an event are numbers, not strings',
    source: 'documented: Example Response',
    needs: 'events; pass a --user who has some',
    operation: getUserSessions,
    rule: onReplyItems((items) =>
      firstBreach(items, (item) => {
        const strings = NUMBERS.filter((name) => isDigits(item[name]));
        if (strings.length === 0) return 'met';
        return {
          expected: 'numbers, such as "timestamp": 1623440905732',
          received: strings.map((name) => `"${name}": ${show(item[name])}`).join(', '),
          diagnosis:
            'Numbers are strings, as database drivers return a bigint (node-postgres does): convert them to numbers before sending.',
        };
      }),
    ),
  },
  {
    id: 'REPLY-06',
    level: 'MUST',
    title:
      'a LOCATION event has its 22 documented fields, each of its type; a metric is a number of milliseconds from 0 on, or null where nothing was measured',
    source: 'documented: Example Response',
    needs: PAGE_VIEWS,
    operation: getUserSessions,
    rule: onType(
      'LOCATION',
      (pages, isWhole) =>
        (isWhole ? checkMetrics(pages) : undefined) ?? firstBreach(pages, (page) => conform(pageSchema, page)),
    ),
  },
  {
    id: 'REPLY-07',
    level: 'MUST',
    title: 'a CLICK event has its 5 documented fields, each of its type',
    source: 'documented: Example Response',
    needs: CLICKS,
    operation: getUserSessions,
    rule: onType(
      'CLICK',
      (clicks, isWhole) =>
        (isWhole ? checkLabels(clicks) : undefined) ?? firstBreach(clicks, (click) => conform(labelled, click)),
    ),
  },
];

const NUMBERS: readonly string[] = ['sessionId', 'messageId', 'timestamp', ...PAGE_METRICS];

function isDigits(value: unknown): value is string {
  return typeof value === 'string' && /^-?\d+$/.test(value);
}

/** Field values that real servers never send. */
export const replyValueRequirements: readonly Requirement[] = [
  {
    id: 'REPLY-15',
    level: 'SHOULD',
    title: 'a metric is null or a whole number from 1 to 30000 milliseconds',
    source: 'observed: v1 (what was not measured, or took longer, is not stored)',
    needs: PAGE_VIEWS,
    operation: getUserSessions,
    rule: onType('LOCATION', (pages) =>
      firstBreach(pages, (page) => {
        const name = PAGE_METRICS.find((metric) => typeof page[metric] === 'number' && !isStored(Number(page[metric])));
        return name
          ? {
              expected: `${name} null or a whole number from 1 to 30000`,
              received: `${name} ${page[name]} in ${show(page)}`,
            }
          : 'met';
      }),
    ),
  },
  {
    id: 'REPLY-16',
    level: 'SHOULD',
    title: 'a click has a label that is not empty',
    source: 'observed: v1 (a click without a label is not stored)',
    needs: CLICKS,
    operation: getUserSessions,
    rule: onType('CLICK', (clicks) =>
      firstBreach(clicks, (click) =>
        click.label === '' ? { expected: 'a label', received: `an empty one in ${show(click)}` } : 'met',
      ),
    ),
  },
];

const metric = z.number('expected a number or null').min(0).nullable();

/** IDs may exceed what JavaScript reads exactly: REPLY-04 and REPLY-20 check their digits. */
const id = z.number().refine(Number.isInteger, 'expected a whole number').min(0);
const ids = { sessionId: id, messageId: id };

/** The documented page view, without the range of metrics, which is observed and not documented. */
const pageSchema = locationEventSchema.extend({
  ...ids,
  ...Object.fromEntries(PAGE_METRICS.map((name) => [name, metric])),
});
const labelled = clickEventSchema.extend({ ...ids, label: z.string() });

function isStored(metricMs: number): boolean {
  return Number.isInteger(metricMs) && metricMs >= 1 && metricMs <= 30_000;
}

/** Applies to the events of one type in each list that contains some. */
function onType(type: string, rule: (items: readonly Fields[], isWhole: boolean) => ReturnType<Rule>): Rule {
  return onReplyItems((items, isWhole) => {
    const some = items.filter((item) => item.type === type);
    return some.length > 0 ? rule(some, isWhole) : undefined;
  });
}

/** Longer than any page takes to load; in microseconds, every page takes that long. */
const FAR_TOO_LONG_MS = 100_000;

/** Recognises metrics that are wrong as a whole although each of them is a number. */
function checkMetrics(pages: readonly Fields[]): Breach | undefined {
  const unmeasured = pages.find((page) => PAGE_METRICS.every((name) => page[name] === 0));
  if (unmeasured) {
    return {
      expected: 'metrics of null for a page that was not measured',
      received: `0 for all of them in ${show(unmeasured)}`,
      diagnosis: 'Metrics that were not measured are 0 instead of null.',
    };
  }
  const loads = pages.map(({ loadTime }) => loadTime).filter((time) => typeof time === 'number');
  const isTooLong = loads.length > 1 && loads.every((time) => time > FAR_TOO_LONG_MS);
  if (!isTooLong) return undefined;
  return {
    expected: 'metrics in milliseconds',
    received: `a loadTime of ${loads.reduce((least, time) => Math.min(least, time))} and more for each page`,
    diagnosis: 'Metrics are in microseconds instead of milliseconds.',
  };
}

function checkLabels(clicks: readonly Fields[]): Breach | undefined {
  if (clicks.length < 2 || clicks.some(({ label }) => label !== '')) return undefined;
  return { expected: 'what was clicked as the label', received: `an empty label in all of ${clicks.length} clicks` };
}

function conform(schema: z.ZodType, item: Fields): 'met' | Breach {
  if (schema.safeParse(item).success) return 'met';
  // another requirement reports numbers in strings
  const entries = Object.entries(item).map(([name, value]) => [
    name,
    NUMBERS.includes(name) && isDigits(value) ? Number(value) : value,
  ]);
  const parsed = schema.safeParse(Object.fromEntries(entries));
  if (parsed.success) return 'met';
  const { issues } = parsed.error;
  const received = issues.map(({ path }) => fieldOf(item, String(path[0])));
  return {
    expected: `a ${item.type} event with ${issues.map(expectationOfField).join(', ')}`,
    received: `${received.join(', ')} in ${show(item)}`,
  };
}

function expectationOfField(issue: z.core.$ZodIssue): string {
  return `${String(issue.path[0])}: ${expectationOf(issue).replace(/^expected /, '')}`;
}

function fieldOf(item: Fields, name: string): string {
  return name in item ? `${name} ${show(item[name])}` : `no ${name}`;
}
