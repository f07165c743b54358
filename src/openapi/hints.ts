/** What json-schema-faker calls for a value: a faker method, with its arguments if any. */
export type Hint = string | Readonly<Record<string, readonly unknown[]>>;

const between = (min: number, max: number): Hint => ({ 'datatype.number': [{ min, max }] });
const oneOf = (...values: readonly string[]): Hint => ({ 'helpers.arrayElement': [values] });

/** The value of the field `name` of the same event. Such a field cannot be nullable: the hint would not see the event. */
const sameAs = (name: string): Hint => ({ 'helpers.mustache': [`#{${name}}`, {}] });

// Every event is in a different session of the same hour: events of one session would have to increase together, which
// a generator that fills in one field at a time cannot do.
const IDENTITY = {
  sessionId: between(4812996608000000, 4813114572799999),
  messageId: between(4294967297, 4294972296),
  timestamp: between(1623441800000, 1623445399999),
};

// The ranges do not overlap, so that the relations between metrics hold: responseTime <= responseEnd,
// responseEnd + domBuildingTime <= domContentLoadedTime <= loadTime, firstPaintTime <= firstContentfulPaintTime.
const METRICS = {
  domBuildingTime: between(200, 700),
  domContentLoadedTime: between(1001, 1500),
  loadTime: between(1501, 3000),
  firstPaintTime: between(300, 900),
  firstContentfulPaintTime: between(901, 1500),
  speedIndex: between(900, 2500),
  visuallyComplete: between(1500, 4000),
  timeToInteractive: between(1200, 3500),
  responseTime: between(1, 49),
  responseEnd: between(50, 300),
  ttfb: between(10, 250),
};

const REFERRER = oneOf('https://www.google.com/');

/**
 * Hints by component and field for tools that generate replies (`x-faker`). They are not a promise, so none of them is
 * a bound of the schema. The methods are those of the faker inside Prism 5, version 6.
 */
export const HINTS: Readonly<Record<string, Readonly<Record<string, Hint>>>> = {
  LocationEvent: {
    ...IDENTITY,
    host: 'internet.domainName',
    path: oneOf('/', '/shop/', '/cart/', '/checkout/', '/my-account/', '/product/beanie-with-logo/', '/product/cap/'),
    basePath: sameAs('path'),
    referrer: REFERRER,
    baseReferrer: REFERRER,
    ...METRICS,
    value: sameAs('path'),
    url: sameAs('path'),
  },
  ClickEvent: { ...IDENTITY, label: oneOf('Shop', 'Add to cart', 'View cart', 'Proceed to checkout', 'My account') },
  InputEvent: { ...IDENTITY, label: oneOf('Email', 'Billing email'), value: 'internet.exampleEmail' },
};
