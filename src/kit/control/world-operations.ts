import { z } from 'zod';
import { sessionsReplySchema } from '../../api/reply.ts';
import { healthSchema, projectListSchema } from './mock-state.ts';
import { type ControlOperation, NO_PARAMETERS, refusal } from './operation.ts';
import { fromParameter, projectParameter, searchParameter, userLimitParameter, userParameter } from './parameters.ts';
import { userPageSchema } from './recorded.ts';

const tag = 'World';

export const getHealth = {
  operationId: 'getHealth',
  method: 'GET',
  path: '/health',
  summary: 'See how the mock is set up',
  description: 'Tells that the mock answers, how it is set up and what is switched on.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  replies: { 200: { description: 'The mock answers.', schema: healthSchema } },
} as const satisfies ControlOperation;

export const getProjects = {
  operationId: 'getProjects',
  method: 'GET',
  path: '/projects',
  summary: 'List the projects',
  description: 'Lists the keys of the projects that the mock serves.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  replies: { 200: { description: 'The projects.', schema: projectListSchema } },
} as const satisfies ControlOperation;

export const getUsers = {
  operationId: 'getUsers',
  method: 'GET',
  path: '/users',
  summary: 'List or search the users of a project',
  description: 'Lists the users of a project page by page: those that are recorded, documented or generated.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: z.strictObject({
    project: projectParameter,
    search: searchParameter,
    from: fromParameter,
    limit: userLimitParameter,
  }),
  replies: {
    200: { description: 'A page of users.', schema: userPageSchema },
    400: refusal('A parameter has a value that cannot be used, is there twice or is unknown.'),
    404: refusal('The project does not exist.'),
  },
} as const satisfies ControlOperation;

export const getEvents = {
  operationId: 'getEvents',
  method: 'GET',
  path: '/events',
  summary: 'List all events of a user',
  description: 'Lists what the API gives for the user, without its key: all events, in its order.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: z.strictObject({ project: projectParameter, user: userParameter }),
  replies: {
    200: { description: 'The events of the user; none for a stranger.', schema: sessionsReplySchema },
    400: refusal('The user is missing, or a parameter has a value that cannot be used, is there twice or is unknown.'),
    404: refusal('The project does not exist.'),
  },
} as const satisfies ControlOperation;

export const getOpenApi = {
  operationId: 'getOpenApi',
  method: 'GET',
  path: '/openapi.json',
  summary: 'Read this document',
  description: 'Gives the OpenAPI document of the control API.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  replies: {
    200: {
      description: 'The document.',
      schema: z
        .looseObject({
          openapi: z
            .string()
            .meta({ description: 'The version of OpenAPI that it is written in.', examples: ['3.1.0'] }),
        })
        .meta({ id: 'OpenApiDocument', title: 'OpenAPI document', description: 'An OpenAPI 3.1 document.' }),
    },
  },
} as const satisfies ControlOperation;
