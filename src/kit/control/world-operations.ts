import { refusalReply } from '../../api/error-reply.ts';
import * as z from '../../shared/zod.ts';
import { healthSchema, projectListSchema } from './mock-state.ts';
import { controlOperation, NO_PARAMETERS } from './operation.ts';
import {
  fromParameter,
  projectParameter,
  recordedParameter,
  searchParameter,
  userLimitParameter,
  userParameter,
} from './parameters.ts';
import { eventListSchema, userPageSchema } from './recorded.ts';

const tag = 'World';

export const getHealth = controlOperation({
  operationId: 'getHealth',
  method: 'GET',
  path: '/health',
  summary: 'Read the configuration',
  description: 'Returns the configuration of the mock and what is switched on. Also serves as a health check.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  replies: { 200: { description: 'The mock is running.', schema: healthSchema } },
});

export const getProjects = controlOperation({
  operationId: 'getProjects',
  method: 'GET',
  path: '/projects',
  summary: 'List the projects',
  description: 'Lists the keys of the projects that the mock serves.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  replies: { 200: { description: 'The projects.', schema: projectListSchema } },
});

export const getUsers = controlOperation({
  operationId: 'getUsers',
  method: 'GET',
  path: '/users',
  summary: 'List or search the users of a project',
  description: 'Lists the users of a project page by page: recorded, documented and generated ones.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: z.strictObject({
    project: projectParameter,
    search: searchParameter,
    recorded: recordedParameter,
    from: fromParameter,
    limit: userLimitParameter,
  }),
  replies: {
    200: { description: 'A page of users.', schema: userPageSchema },
    400: refusalReply('A parameter is invalid, repeated or unknown.'),
    404: refusalReply('The project does not exist.'),
  },
});

export const getEvents = controlOperation({
  operationId: 'getEvents',
  method: 'GET',
  path: '/events',
  summary: 'List all events of a user',
  description: 'Lists what the API returns for the user, without needing its key: all events, in its order.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: z.strictObject({ project: projectParameter, user: userParameter }),
  replies: {
    200: { description: 'The events of the user; none for an unknown user.', schema: eventListSchema },
    400: refusalReply('The user is missing, or a parameter is invalid, repeated or unknown.'),
    404: refusalReply('The project does not exist.'),
  },
});

export const getOpenApi = controlOperation({
  operationId: 'getOpenApi',
  method: 'GET',
  path: '/openapi.json',
  summary: 'Read this document',
  description: 'Returns the OpenAPI document of the control API.',
  tag,
  pathParameters: NO_PARAMETERS,
  queryParameters: NO_PARAMETERS,
  replies: {
    200: {
      description: 'The document.',
      schema: z
        .looseObject({
          openapi: z.string().meta({ description: 'The version of OpenAPI that it uses.', examples: ['3.1.0'] }),
        })
        .meta({ id: 'OpenApiDocument', title: 'OpenAPI document', description: 'An OpenAPI 3.1 document.' }),
    },
  },
});
