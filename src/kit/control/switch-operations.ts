import { refusalReply } from '../../api/error-reply.ts';
import * as z from '../../shared/zod.ts';
import { faultInputSchema } from '../fault.ts';
import { scenarioTargetSchema } from '../scenario.ts';
import { clockChangeSchema, clockSchema } from './mock-state.ts';
import { controlOperation, NO_PARAMETERS } from './operation.ts';
import {
  faultIdSchema,
  faultListSchema,
  faultStateSchema,
  scenarioListSchema,
  scenarioParameter,
  scenarioStateSchema,
} from './switches.ts';

const none = { pathParameters: NO_PARAMETERS, queryParameters: NO_PARAMETERS } as const;
const ofScenario = {
  pathParameters: z.strictObject({ name: scenarioParameter }),
  queryParameters: NO_PARAMETERS,
} as const;

export const getScenarios = controlOperation({
  operationId: 'getScenarios',
  method: 'GET',
  path: '/scenarios',
  summary: 'List the scenarios',
  description: 'Lists all scenarios, with the target of each that is on.',
  tag: 'Scenarios',
  ...none,
  replies: { 200: { description: 'All scenarios.', schema: scenarioListSchema } },
});

export const putScenario = controlOperation({
  operationId: 'putScenario',
  method: 'PUT',
  path: '/scenarios/{name}',
  summary: 'Switch a scenario on',
  description:
    'Switches a scenario on for everybody, or for the project or the user in the body. One that is already on starts over.',
  tag: 'Scenarios',
  ...ofScenario,
  body: { schema: scenarioTargetSchema, required: true, mayBeEmpty: true, checkedBy: 'schema' },
  replies: {
    200: { description: 'The scenario is switched on.', schema: scenarioStateSchema },
    400: refusalReply('The body does not say what the scenario applies to.'),
    404: refusalReply('There is no such scenario.'),
  },
});

export const deleteScenario = controlOperation({
  operationId: 'deleteScenario',
  method: 'DELETE',
  path: '/scenarios/{name}',
  summary: 'Switch a scenario off',
  description: 'Switches a scenario off.',
  tag: 'Scenarios',
  ...ofScenario,
  replies: {
    204: { description: 'The scenario is switched off.' },
    404: refusalReply('There is no such scenario, or it is not switched on.'),
  },
});

export const deleteScenarios = controlOperation({
  operationId: 'deleteScenarios',
  method: 'DELETE',
  path: '/scenarios',
  summary: 'Switch all scenarios off',
  description: 'Switches all scenarios off, including those that the mock started with.',
  tag: 'Scenarios',
  ...none,
  replies: { 204: { description: 'No scenario is switched on.' } },
});

export const getFaults = controlOperation({
  operationId: 'getFaults',
  method: 'GET',
  path: '/faults',
  summary: 'List the faults',
  description: 'Lists the faults that are set, in the order they were set.',
  tag: 'Faults',
  ...none,
  replies: { 200: { description: 'The faults.', schema: faultListSchema } },
});

export const postFault = controlOperation({
  operationId: 'postFault',
  method: 'POST',
  path: '/faults',
  summary: 'Set a fault',
  description: 'Makes something go wrong on purpose, in addition to the faults already set.',
  tag: 'Faults',
  ...none,
  body: {
    schema: faultInputSchema,
    required: true,
    checkedBy: 'schema',
    example: { status: 503, retryAfterSeconds: 30, rate: 0.2 },
  },
  replies: {
    201: { description: 'The fault is set.', schema: faultStateSchema },
    400: refusalReply('The fault is invalid.'),
  },
});

export const deleteFault = controlOperation({
  operationId: 'deleteFault',
  method: 'DELETE',
  path: '/faults/{id}',
  summary: 'Clear a fault',
  description: 'Clears a fault.',
  tag: 'Faults',
  pathParameters: z.strictObject({ id: faultIdSchema }),
  queryParameters: NO_PARAMETERS,
  replies: {
    204: { description: 'The fault is cleared.' },
    404: refusalReply('There is no such fault.'),
  },
});

export const deleteFaults = controlOperation({
  operationId: 'deleteFaults',
  method: 'DELETE',
  path: '/faults',
  summary: 'Clear all faults',
  description: 'Clears all faults. Scenarios stay.',
  tag: 'Faults',
  ...none,
  replies: { 204: { description: 'No fault is set.' } },
});

export const getClock = controlOperation({
  operationId: 'getClock',
  method: 'GET',
  path: '/clock',
  summary: 'Read the clock',
  description: "Returns the time that the mock's clock shows.",
  tag: 'Clock',
  ...none,
  replies: { 200: { description: 'The time.', schema: clockSchema } },
});

export const patchClock = controlOperation({
  operationId: 'patchClock',
  method: 'PATCH',
  path: '/clock',
  summary: 'Move, run or stop the clock',
  description: 'Advances the clock, runs it at a given speed, or stops it.',
  tag: 'Clock',
  ...none,
  body: { schema: clockChangeSchema, required: true, checkedBy: 'schema' },
  replies: {
    200: { description: 'The time that the clock shows now.', schema: clockSchema },
    400: refusalReply('The change cannot be made. The clock is unchanged.'),
  },
});
