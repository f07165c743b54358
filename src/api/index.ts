/**
 * The Zod schemas of the API, the one source of its types, of the OpenAPI document and of the contract's checks.
 *
 * @packageDocumentation
 */

export { DOCUMENTED_EVENTS, DOCUMENTED_PROJECT_KEY, DOCUMENTED_USER_ID } from './documented/events.ts';
export { BASE_PATH } from './documented/paths.ts';
export { type SessionsReply, sessionsReplySchema } from './documented/reply.ts';
export {
  type PathParameters,
  pathParametersSchema,
  type QueryParameters,
  queryParametersSchema,
  requestHeadersSchema,
} from './documented/request.ts';
export { type ErrorReply, errorReplySchema } from './error-reply.ts';
export {
  epochMsSchema,
  MAX_EPOCH_MS,
  messageIdSchema,
  projectKeySchema,
  sessionIdSchema,
  userIdSchema,
} from './scalars.ts';
export {
  type ClickEvent,
  clickEventSchema,
  type InputEvent,
  inputEventSchema,
  type LocationEvent,
  locationEventSchema,
  PAGE_METRICS,
  type SessionEvent,
  sessionEventSchema,
} from './session-event.ts';
