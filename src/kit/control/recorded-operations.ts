import { refusalReply } from '../../api/error-reply.ts';
import * as z from '../../shared/zod.ts';
import { sessionInputSchema, snapshotSchema } from '../record.ts';
import { controlOperation, NO_PARAMETERS } from './operation.ts';
import { eventsParameter, sessionParameter } from './parameters.ts';
import { recordedVisitSchema, recordReplySchema, recordRequestSchema } from './recorded.ts';

const tag = 'Recorded data';
const NOT_KEPT = refusalReply('The change could not be stored, and did not take place.');

export const recordVisits = controlOperation({
  operationId: 'recordVisits',
  method: 'POST',
  path: '/record',
  summary: 'Record visits',
  description:
    'Records a visit, or a list of visits, all or nothing. Missing IDs, times and other fields are filled in.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: z.strictObject({ events: eventsParameter }),
  body: { schema: recordRequestSchema, required: true, checkedBy: 'answer' },
  replies: {
    201: { description: 'The visits were recorded.', schema: recordReplySchema },
    400: refusalReply('A visit is invalid or contradicts recorded data. Nothing was recorded.'),
    503: NOT_KEPT,
  },
});

const ofSession = {
  path: '/sessions/{id}',
  tag,
  pathParameters: z.strictObject({ id: sessionParameter }),
  queryParameters: NO_PARAMETERS,
} as const;
const NO_SESSION = refusalReply('Nothing is recorded for the session.');

export const getSession = controlOperation({
  operationId: 'getSession',
  method: 'GET',
  summary: 'Read a recorded session',
  description: 'Returns what is recorded for a session of any user.',
  ...ofSession,
  replies: { 200: { description: 'The session, with its events.', schema: recordedVisitSchema }, 404: NO_SESSION },
});

export const putSession = controlOperation({
  operationId: 'putSession',
  method: 'PUT',
  summary: 'Replace a recorded session',
  description: 'Replaces the recorded events of a session, all or nothing. The session stays with its user.',
  ...ofSession,
  body: { schema: sessionInputSchema, required: true, checkedBy: 'answer' },
  replies: {
    200: { description: 'The session now has these events.', schema: recordedVisitSchema },
    400: refusalReply('The session is invalid or contradicts recorded data. It is unchanged.'),
    404: NO_SESSION,
    503: NOT_KEPT,
  },
});

export const deleteSession = controlOperation({
  operationId: 'deleteSession',
  method: 'DELETE',
  summary: 'Delete a recorded session',
  description: 'Deletes what is recorded for a session.',
  ...ofSession,
  replies: { 204: { description: 'Nothing is recorded for the session.' }, 404: NO_SESSION, 503: NOT_KEPT },
});

export const resetMock = controlOperation({
  operationId: 'resetMock',
  method: 'POST',
  path: '/reset',
  summary: 'Reset the mock',
  description:
    'Resets the mock to how it was created: deletes recorded data and the request log, and restores scenarios, faults, the clock and its speed.',
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
  summary: 'Take a snapshot',
  description: 'Returns everything recorded as plain data, to be restored later or in another mock.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  replies: { 200: { description: 'Everything recorded.', schema: snapshotSchema } },
});

export const putSnapshot = controlOperation({
  operationId: 'putSnapshot',
  method: 'PUT',
  path: '/snapshot',
  summary: 'Restore a snapshot',
  description: 'Replaces everything recorded with the content of a snapshot.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  body: { schema: snapshotSchema, required: true, checkedBy: 'answer' },
  replies: {
    204: { description: 'The snapshot was restored.' },
    400: refusalReply('The snapshot is invalid. Recorded data is unchanged.'),
    503: NOT_KEPT,
  },
});
