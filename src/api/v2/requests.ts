import { EVENT_COLUMNS, USER_COLUMNS } from './columns.ts';
import { bound, columnsBeside, type Fields, limit, page, schemaOf, shortText, sortBy, sortOrder } from './fields.ts';
import { filters } from './filter.ts';

/** A body as one value: the server's name of it, and its fields in the order of the server's errors. */
export interface BodyShape<F extends Fields = Fields> {
  readonly name: string;
  readonly fields: F;
}

const START = {
  description:
    'Where the window starts, in epoch milliseconds, truncated to whole seconds. An event at it is in the window.',
  examples: [1623440822825],
};
const END = {
  description:
    'Where the window ends, in epoch milliseconds, truncated to whole seconds; greater than `startTimestamp`. An event at it is in the window.',
  examples: [1623440920846],
};

const isRequired = { isRequired: true };

/** The request for the sessions of a user (`observed: v2`). */
export const userSessionsBody = {
  name: 'UserSessionsRequest',
  fields: {
    startTimestamp: bound('StartDate', START, isRequired),
    endTimestamp: bound('EndDate', END, { isRequired: true, after: 'startTimestamp' }),
    limit: limit({ isRequired: false }),
    page: page({ isRequired: false }),
    sortOrder: sortOrder('The order of sessions by `startTs`; `desc` if left out.'),
  },
} as const satisfies BodyShape;

/** The request for a search of users (`observed: v2`). */
export const searchUsersBody = {
  name: 'SearchUsersRequest',
  fields: {
    filters,
    query: shortText('Query', 100, {
      description:
        'A text to find in the ID, e-mail address or name of a user, ignoring case; `%` stands for any text and `_` for any character.',
      examples: ['mickael'],
    }),
    startTimestamp: bound('StartDate', START),
    endTimestamp: bound('EndDate', END, { after: 'startTimestamp' }),
    limit: limit({ isRequired: false }),
    page: page({ isRequired: false }),
    sortBy: sortBy(USER_COLUMNS, 'validateUserColumn', {
      description: 'The column by which users are sorted; `$user_id` if left out. It must be in the reply.',
      examples: ['$user_id'],
    }),
    sortOrder: sortOrder('The order of users; `desc` if left out.'),
    columns: columnsBeside(USER_COLUMNS, 'validateUserColumn', {
      description: 'Columns of users in the reply besides the usual ones.',
      examples: [['$country']],
    }),
  },
} as const satisfies BodyShape;

/** The request for the events of a session (`observed: v2`). */
export const sessionEventsBody = {
  name: 'EventsSearchRequest',
  fields: {
    filters,
    startTimestamp: bound('StartDate', START, isRequired),
    endTimestamp: bound('EndDate', END, { isRequired: true, after: 'startTimestamp' }),
    sortBy: sortBy(EVENT_COLUMNS, 'validEventColumn', {
      description: 'The column by which events are sorted; `created_at` if left out.',
      examples: ['created_at'],
    }),
    sortOrder: sortOrder('The order of events; `desc` if left out.'),
    limit: limit(isRequired),
    page: page(isRequired),
    columns: columnsBeside(EVENT_COLUMNS, 'validEventColumn', {
      description: 'Columns of events in the reply besides the usual ones.',
      examples: [['$user_id', '$properties']],
    }),
  },
} as const satisfies BodyShape;

const component = (id: string, title: string, { fields }: BodyShape, description: string) =>
  schemaOf(fields).meta({ id, title, description });

export const userSessionsRequestSchema = component(
  'UserSessionsRequest',
  'Request for sessions',
  userSessionsBody,
  'Which sessions of a user to return. Unknown fields are ignored, and so is the case of names.',
);
export const searchUsersRequestSchema = component(
  'SearchUsersRequest',
  'Request for users',
  searchUsersBody,
  'Which users to return; everything may be left out.',
);
export const sessionEventsRequestSchema = component(
  'EventsSearchRequest',
  'Request for events',
  sessionEventsBody,
  'Which events of a session to return.',
);
