import { refusalReply } from '../../api/error-reply.ts';
import * as z from '../../shared/zod.ts';
import { stateSchema } from './mock-state.ts';
import { controlOperation, NO_PARAMETERS } from './operation.ts';
import { afterParameter, lastEventIdHeader, requestLimitParameter, studioParameter } from './parameters.ts';
import { logEntrySchema, requestPageSchema } from './requests.ts';

const tag = 'Requests';
const EXAMPLE_ENTRY: z.infer<typeof logEntrySchema> = {
  id: 7,
  at: 1767225600000,
  method: 'GET',
  path: '/api/app/3sWXSsqHgSKnE87YkNJK/users/mickael@openreplay.com/sessions',
  query: '',
  status: 200,
  bytes: 1742,
  delayMs: 0,
  broken: false,
  byStudio: false,
};
const BAD_PARAMETER = refusalReply('A parameter is invalid, repeated or unknown.');

export const getRequests = controlOperation({
  operationId: 'getRequests',
  method: 'GET',
  path: '/requests',
  summary: 'List the requests that the API answered',
  description: 'Lists the requests that the mocked API answered, the last 1000 at most, without keys.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: z.strictObject({ after: afterParameter, limit: requestLimitParameter, studio: studioParameter }),
  replies: {
    200: { description: 'Requests, by ascending ID.', schema: requestPageSchema },
    400: BAD_PARAMETER,
  },
});

export const deleteRequests = controlOperation({
  operationId: 'deleteRequests',
  method: 'DELETE',
  path: '/requests',
  summary: 'Clear the request log',
  description: 'Clears the log of answered requests. IDs continue.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  replies: { 204: { description: 'The log is empty.' } },
});

export const streamRequests = controlOperation({
  operationId: 'streamRequests',
  method: 'GET',
  path: '/requests/stream',
  summary: 'Watch the mock',
  description:
    'Sends server-sent events: `state` (a State) at the start and after each change through the control API, and `request` (a LogEntry, with its ID as the ID of the event) for each request that the mocked API answers. Continues after the ID in the Last-Event-ID header, or else after `after`; without either it starts with the next request.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: z.strictObject({ after: afterParameter, studio: studioParameter }),
  headers: z.object({ 'Last-Event-ID': lastEventIdHeader }),
  replies: {
    200: {
      description: 'The events, until the client closes the connection.',
      contentType: 'text/event-stream',
      events: { state: stateSchema, request: logEntrySchema },
      schema: z.string().meta({
        description: 'Server-sent events; the data of each is a State or a LogEntry as JSON.',
        examples: [`id: 7\nevent: request\ndata: ${JSON.stringify(EXAMPLE_ENTRY)}\n\n`],
      }),
    },
    400: BAD_PARAMETER,
  },
});
