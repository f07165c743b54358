import * as z from '../../shared/zod.ts';
import type { OperationHead } from '../operation.ts';
import { epochMsSchema, projectKeySchema, userIdSchema } from '../scalars.ts';
import { SESSIONS_PATH } from './paths.ts';

/** The path parameters, percent-decoded. */
export const pathParametersSchema = z.object({ projectKey: projectKeySchema, userId: userIdSchema });

/** Wire text of a date: decimal digits, as a number of epoch milliseconds. An empty text is refused, not read as 0. */
const dateTextSchema = z.string().regex(/^\d+$/).transform(Number).pipe(epochMsSchema);

const startDate = {
  description:
    'Start date from which to filter, in epoch milliseconds: events before it are left out, an event at it is included.',
  examples: [1623440905732],
};
const endDate = {
  description:
    'End date until which to filter, in epoch milliseconds: events after it are left out, an event at it is included.',
  examples: [1623440919928],
};

/** The query parameters as wire text, each at most once. Unknown ones are ignored. */
export const queryParametersSchema = z.object({
  start_date: dateTextSchema.optional().meta(startDate),
  end_date: dateTextSchema.optional().meta(endDate),
});

/** The routing and checks of the documented endpoint (`seed: Retrieve user sessions`). */
export const getUserSessionsHead = {
  operationId: 'getUserSessions',
  method: 'GET',
  path: SESSIONS_PATH,
  pathParameters: pathParametersSchema,
  queryParameters: queryParametersSchema,
} as const satisfies OperationHead;

/** The relevant request headers. */
export const requestHeadersSchema = z.object({
  authorization: z.string().min(1).meta({
    description:
      "The organization API key, bare, without a scheme such as Bearer. Found in 'Preferences' > 'Account' > 'Organization API Key'.",
  }),
});

export type PathParameters = z.infer<typeof pathParametersSchema>;
export type QueryParameters = z.infer<typeof queryParametersSchema>;
