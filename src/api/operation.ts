import type { z } from 'zod';
import { errorReplySchema, sessionsReplySchema } from './reply.ts';
import { pathParametersSchema, queryParametersSchema } from './request.ts';

/** One way an operation answers. */
export interface OperationReply {
  readonly description: string;
  readonly schema: z.ZodType;
}

/** An operation of the API as one row of data: everything else is derived from it. */
export interface Operation {
  readonly operationId: string;
  readonly method: 'GET';
  /** The path below the API's base path, with `{name}` for each path parameter. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description: string;
  readonly tag: string;
  readonly pathParameters: z.ZodObject;
  readonly queryParameters: z.ZodObject;
  readonly replies: Readonly<Record<number, OperationReply>>;
}

/** Where the document puts the API on its host. */
export const BASE_PATH = '/api/app';

const error = (description: string): OperationReply => ({ description, schema: errorReplySchema });

/** The documented endpoint (`seed: Retrieve user sessions`). */
export const getUserSessions = {
  operationId: 'getUserSessions',
  method: 'GET',
  path: '/{projectKey}/users/{userId}/sessions',
  summary: 'Retrieve user sessions',
  description:
    'Returns the list of sessions for a particular user, who has been identified via the `tracker.setUserID` JavaScript function, as the events recorded in them.',
  tag: 'Sessions',
  pathParameters: pathParametersSchema,
  queryParameters: queryParametersSchema,
  replies: {
    200: {
      description:
        'The events of the user inside the window. Empty for a user without events and for a window that starts after it ends.',
      schema: sessionsReplySchema,
    },
    400: error('A date is not one whole number of milliseconds, or the user ID is not 1 to 256 characters.'),
    401: error('The API key is missing or wrong.'),
    404: error('The project does not exist.'),
  },
} as const satisfies Operation;

/** All operations, in reading order. */
export const operations: readonly Operation[] = [getUserSessions];
