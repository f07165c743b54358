import { EVENT_COLUMNS, USER_COLUMNS } from './columns.ts';
import { bound, columnsBeside, type Fields, limit, page, schemaOf, shortText, sortBy, sortOrder } from './fields.ts';
import { filters } from './filter.ts';

/** A body as one value: what the server calls it, and its fields in the order in which it tells of them. */
export interface BodyShape<F extends Fields = Fields> {
  readonly name: string;
  readonly fields: F;
}

const START = {
  description: 'Where the window starts, in epoch milliseconds, cut to whole seconds. An event at it is in the window.',
  examples: [1623440822825],
};
const END = {
  description:
    'Where the window ends, in epoch milliseconds, cut to whole seconds; greater than `startTimestamp`. An event at it is in the window.',
  examples: [1623440920846],
};

const isRequired = { isRequired: true };

/** What the sessions of a user are asked for with (`observed: v2`). */
export const userSessionsBody = {
  name: 'UserSessionsRequest',
  fields: {
    startTimestamp: bound('StartDate', START, isRequired),
    endTimestamp: bound('EndDate', END, { isRequired: true, after: 'startTimestamp' }),
    limit: limit({ isRequired: false }),
    page: page({ isRequired: false }),
    sortOrder: sortOrder('Which way sessions are sorted by `startTs`; nothing is `desc`.'),
  },
} as const satisfies BodyShape;

/** What users are searched with (`observed: v2`). */
export const searchUsersBody = {
  name: 'SearchUsersRequest',
  fields: {
    filters,
    query: shortText('Query', 100, {
      description:
        'A text to find in the ID, address or name of a user, in any case; `%` stands for any text and `_` for any character.',
      examples: ['mickael'],
    }),
    startTimestamp: bound('StartDate', START),
    endTimestamp: bound('EndDate', END, { after: 'startTimestamp' }),
    limit: limit({ isRequired: false }),
    page: page({ isRequired: false }),
    sortBy: sortBy(USER_COLUMNS, 'validateUserColumn', {
      description: 'By which column users are sorted; nothing is `$user_id`. It has to be among those of the reply.',
      examples: ['$user_id'],
    }),
    sortOrder: sortOrder('Which way users are sorted; nothing is `desc`.'),
    columns: columnsBeside(USER_COLUMNS, 'validateUserColumn', {
      description: 'Columns that users have in the reply besides the usual ones.',
      examples: [['$country']],
    }),
  },
} as const satisfies BodyShape;

/** What the events of a session are asked for with (`observed: v2`). */
export const sessionEventsBody = {
  name: 'EventsSearchRequest',
  fields: {
    filters,
    startTimestamp: bound('StartDate', START, isRequired),
    endTimestamp: bound('EndDate', END, { isRequired: true, after: 'startTimestamp' }),
    sortBy: sortBy(EVENT_COLUMNS, 'validEventColumn', {
      description: 'By which column events are sorted; nothing is `created_at`.',
      examples: ['created_at'],
    }),
    sortOrder: sortOrder('Which way events are sorted; nothing is `desc`.'),
    limit: limit(isRequired),
    page: page(isRequired),
    columns: columnsBeside(EVENT_COLUMNS, 'validEventColumn', {
      description: 'Columns that events have in the reply besides the usual ones.',
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
  'Which sessions of a user are wanted. Unknown fields are ignored, and so is the case of names.',
);
export const searchUsersRequestSchema = component(
  'SearchUsersRequest',
  'Request for users',
  searchUsersBody,
  'Which users are wanted; everything may be left out.',
);
export const sessionEventsRequestSchema = component(
  'EventsSearchRequest',
  'Request for events',
  sessionEventsBody,
  'Which events of a session are wanted.',
);
