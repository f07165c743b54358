import type { Breach } from '../../asking/inspector.ts';
import type { Fields } from '../../reading/fields.ts';
import { count, type Form, findMisfit, orAbsent, orNull, type Shape, text, timeMs } from '../shape.ts';

const number: Form = { says: 'a whole number', holds: (value) => Number.isInteger(value) };

const timing = orNull(count);

/** The fields of all events in releases with message IDs. */
const common: Shape = { messageId: count, timestamp: timeMs };

const WITH_MESSAGE_ID: Readonly<Record<string, Shape>> = {
  LOCATION: {
    ...common,
    host: text,
    path: text,
    referrer: orNull(text),
    baseReferrer: orNull(text),
    domBuildingTime: timing,
    domContentLoadedTime: timing,
    loadTime: timing,
    firstPaintTime: timing,
    firstContentfulPaintTime: timing,
    speedIndex: timing,
    visuallyComplete: timing,
    timeToInteractive: timing,
    responseTime: timing,
    responseEnd: timing,
    ttfb: timing,
    value: text,
    url: text,
  },
  CLICK: { ...common, label: orNull(text) },
  INPUT: { ...common, label: orNull(text), value: orAbsent(orNull(text)) },
};

const createdAt: Form = {
  says: 'a date and a time',
  holds: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value),
};

const fullUrl: Form = {
  says: 'a URL with its scheme, or empty',
  holds: (value) => typeof value === 'string' && /^(?:[a-z][a-z\d+.-]*:.*)?$/is.test(value),
};

/** The fields of all events in the newest releases, which have no message IDs. */
const newest: Shape = { createdAt, timestamp: timeMs };

const WITHOUT_MESSAGE_ID: Readonly<Record<string, Shape>> = {
  LOCATION: {
    ...newest,
    url: fullUrl,
    referrer: orNull(text),
    host: text,
    fcpTime: timing,
    loadTime: timing,
    domContentLoadedTime: timing,
    domBuildingTime: timing,
    speedIndex: timing,
    visuallyComplete: timing,
    timeToInteractive: timing,
    firstContentfulPaintTime: timing,
    firstPaintTime: timing,
  },
  CLICK: { ...newest, label: orNull(text), hesitation: orNull(number), selector: orNull(text) },
  INPUT: { ...newest, duration: orNull(number), label: orNull(text), value: orNull(text), hesitation: orNull(number) },
  TAP: newest,
};

/** Later releases have types that earlier ones lack. */
const OTHER_TYPE = /^[A-Z]+(?:_[A-Z]+)*$/;

/** Whether the events of a list have message IDs, as in all releases but the newest. */
export function haveMessageIds(events: readonly Fields[]): boolean {
  return events.some((event) => 'messageId' in event);
}

/** Describes how an event breaks the form of its generation; undefined if it does not. */
export function findEventMisfit(event: Fields, hasMessageIds: boolean): Breach | undefined {
  const shapes = hasMessageIds ? WITH_MESSAGE_ID : WITHOUT_MESSAGE_ID;
  const type = typeof event.type === 'string' ? event.type : '';
  const other = OTHER_TYPE.test(type) ? (hasMessageIds ? common : newest) : undefined;
  const shape = shapes[type] ?? other;
  if (!shape) return { expected: `"type" of ${Object.keys(shapes).join(', ')}`, received: String(event.type) };
  return findMisfit(event, shape, `a ${event.type} event`) ?? findContradiction(event, hasMessageIds);
}

/** Finds fields that contradict each other. */
function findContradiction({ type, ...event }: Fields, hasMessageIds: boolean): Breach | undefined {
  if (!hasMessageIds) {
    const created = Date.parse(`${String(event.createdAt).replace(/(?:Z|[+-]\d\d:?\d\d)$/, '')}Z`);
    const isSame = Math.floor(created / 1000) === Math.floor(Number(event.timestamp) / 1000);
    return isSame
      ? undefined
      : { expected: `a createdAt of the timestamp ${event.timestamp}`, received: String(event.createdAt) };
  }
  if (type !== 'LOCATION') return undefined;
  const [name] = ['value', 'url'].filter((alias) => event[alias] !== event.path);
  return name === undefined
    ? undefined
    : { expected: `"${name}" to repeat the path ${event.path}`, received: String(event[name]) };
}
