import { refusalReply } from '../../api/error-reply.ts';
import * as z from '../../shared/zod.ts';
import { sessionInputSchema, snapshotSchema } from '../record.ts';
import { controlOperation, NO_PARAMETERS } from './operation.ts';
import { eventsParameter, sessionParameter } from './parameters.ts';
import { recordedVisitSchema, recordReplySchema, recordRequestSchema } from './recorded.ts';

const tag = 'Recorded data';
const NOT_KEPT = refusalReply('The change could not be written to the state file, and did not take place.');

export const recordVisits = controlOperation({
  operationId: 'recordVisits',
  method: 'POST',
  path: '/record',
  summary: 'Record visits',
  description:
    'Records a visit, or a list of visits together or not at all. IDs, times and all else that is left out is filled in.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: z.strictObject({ events: eventsParameter }),
  body: { schema: recordRequestSchema, required: true, checkedBy: 'answer' },
  replies: {
    201: { description: 'The visits were recorded.', schema: recordReplySchema },
    400: refusalReply('Something of the visits cannot be used or contradicts what is recorded. Nothing was recorded.'),
    503: NOT_KEPT,
  },
});

const ofSession = {
  path: '/sessions/{id}',
  tag,
  pathParameters: z.strictObject({ id: sessionParameter }),
  queryParameters: NO_PARAMETERS,
} as const;
const NO_SESSION = refusalReply('Nothing is recorded of the session.');

export const getSession = controlOperation({
  operationId: 'getSession',
  method: 'GET',
  summary: 'Read a recorded session',
  description: 'Returns what is recorded of a session, of any user.',
  ...ofSession,
  replies: { 200: { description: 'The session, with its events.', schema: recordedVisitSchema }, 404: NO_SESSION },
});

export const putSession = controlOperation({
  operationId: 'putSession',
  method: 'PUT',
  summary: 'Replace a recorded session',
  description:
    'Puts events in the place of those recorded of a session, all of them or none. The session stays with its user.',
  ...ofSession,
  body: { schema: sessionInputSchema, required: true, checkedBy: 'answer' },
  replies: {
    200: { description: 'The session has these events.', schema: recordedVisitSchema },
    400: refusalReply('Something of the session cannot be used or contradicts what is recorded. It is as it was.'),
    404: NO_SESSION,
    503: NOT_KEPT,
  },
});

export const deleteSession = controlOperation({
  operationId: 'deleteSession',
  method: 'DELETE',
  summary: 'Forget a recorded session',
  description: 'Forgets what is recorded of a session.',
  ...ofSession,
  replies: { 204: { description: 'Nothing is recorded of the session.' }, 404: NO_SESSION, 503: NOT_KEPT },
});

export const resetMock = controlOperation({
  operationId: 'resetMock',
  method: 'POST',
  path: '/reset',
  summary: 'Put everything back',
  description:
    'Puts the mock back to how it was created: forgets what was recorded and the request log, and puts back scenarios, faults, the clock and its speed.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  body: {
    schema: z
      .strictObject({})
      .meta({ id: 'ResetRequest', title: 'Reset', description: 'Has no fields.', examples: [{}] }),
    required: true,
    mayBeEmpty: true,
    checkedBy: 'schema',
  },
  replies: {
    204: { description: 'The mock is as it was created.' },
    400: refusalReply('The body is not an empty object.'),
    503: NOT_KEPT,
  },
});

export const getSnapshot = controlOperation({
  operationId: 'getSnapshot',
  method: 'GET',
  path: '/snapshot',
  summary: 'Take a snapshot of what is recorded',
  description: 'Gives everything recorded as plain data, to be put back later or into another mock.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  replies: { 200: { description: 'Everything recorded.', schema: snapshotSchema } },
});

export const putSnapshot = controlOperation({
  operationId: 'putSnapshot',
  method: 'PUT',
  path: '/snapshot',
  summary: 'Put a snapshot back',
  description: 'Replaces everything recorded by what a snapshot holds.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  body: { schema: snapshotSchema, required: true, checkedBy: 'answer' },
  replies: {
    204: { description: 'What is recorded is what the snapshot holds.' },
    400: refusalReply('The snapshot is broken. What is recorded is as it was.'),
    503: NOT_KEPT,
  },
});
