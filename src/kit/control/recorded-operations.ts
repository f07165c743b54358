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
    'Records a visit, or a list of visits together or not at all. IDs, times and everything else that is left out is filled in.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: z.strictObject({ events: eventsParameter }),
  body: { schema: recordRequestSchema, required: true, checkedBy: 'answer' },
  replies: {
    201: { description: 'The visits were recorded.', schema: recordReplySchema },
    400: refusalReply('A part of the visits is invalid or contradicts recorded data. Nothing was recorded.'),
    503: NOT_KEPT,
  },
});

const ofSession = {
  path: '/sessions/{id}',
  tag,
  pathParameters: z.strictObject({ id: sessionParameter }),
  queryParameters: NO_PARAMETERS,
} as const;
const NO_SESSION = refusalReply('The session has no recorded data.');

export const getSession = controlOperation({
  operationId: 'getSession',
  method: 'GET',
  summary: 'Read a recorded session',
  description: 'Returns the recorded events of a session of any user.',
  ...ofSession,
  replies: { 200: { description: 'The session, with its events.', schema: recordedVisitSchema }, 404: NO_SESSION },
});

export const putSession = controlOperation({
  operationId: 'putSession',
  method: 'PUT',
  summary: 'Replace a recorded session',
  description: 'Replaces the recorded events of a session, all of them or none. The session stays with its user.',
  ...ofSession,
  body: { schema: sessionInputSchema, required: true, checkedBy: 'answer' },
  replies: {
    200: { description: 'The session has these events.', schema: recordedVisitSchema },
    400: refusalReply('A part of the session is invalid or contradicts recorded data. Nothing was changed.'),
    404: NO_SESSION,
    503: NOT_KEPT,
  },
});

export const deleteSession = controlOperation({
  operationId: 'deleteSession',
  method: 'DELETE',
  summary: 'Forget a recorded session',
  description: 'Deletes the recorded events of a session.',
  ...ofSession,
  replies: { 204: { description: 'The session has no recorded data.' }, 404: NO_SESSION, 503: NOT_KEPT },
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
  summary: 'Take a snapshot of what is recorded',
  description: 'Returns all recorded data, to restore later or in another mock.',
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
  description: 'Replaces all recorded data with that of a snapshot.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  body: { schema: snapshotSchema, required: true, checkedBy: 'answer' },
  replies: {
    204: { description: 'The recorded data is that of the snapshot.' },
    400: refusalReply('The snapshot is broken. Nothing was changed.'),
    503: NOT_KEPT,
  },
});
