const PARSER = "Node's own HTTP parser refuses this before the mock is asked";
const TWO_KEYS =
  'of two keys neither counts alone: node:http joins them, so that no host lets one of them in by chance';
const TIME_GOES_BACK = 'times go back along the messageIds of this session, which the kit does not take';
const BY_HAND = 'these rows were put in by hand, with milliseconds; the product writes whole seconds';
const NO_PORT = 'these rows hold the page of a click without the port that the page itself has';
const PROJECTS = 'the list of projects is no operation of the mock';

/** Exchanges that the mock answers in another way, by release and name, and why. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'last: auth-twice-good-bad': TWO_KEYS,
  'last: events-documented': BY_HAND,
  'last: events-mixed': BY_HAND,
  'last: events-other-project-session': BY_HAND,
  'last: gzip-events': BY_HAND,
  'last: projects': PROJECTS,
  '1.10: auth-twice-good-bad': TWO_KEYS,
  '1.10: events-mixed': TIME_GOES_BACK,
  '1.10: projects': PROJECTS,
  '1.10-more: events-deleted-projects-session': 'the mock has no data of projects that were deleted',
  '1.10-more: events-ios-session': NO_PORT,
  '1.10-more: events-long-id': TIME_GOES_BACK,
  '1.10-more: events-many-4': NO_PORT,
  '1.10-more: random-5': TWO_KEYS,
  '1.10-more: random-31': TWO_KEYS,
  '1.10-more: random-55': PARSER,
  '1.10-more: random-99': PARSER,
  '1.10-more: random-120': PARSER,
  '1.10-more: user-api-prefix-alone': 'the mock answers at the deployed path and at that of the service alone',
};
