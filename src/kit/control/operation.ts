import { refusalReply } from '../../api/error-reply.ts';
import type { Operation } from '../../api/operation.ts';
import * as z from '../../shared/zod.ts';

/** The parameters of an operation without any. */
export const NO_PARAMETERS = z.strictObject({});

const FOR_ALL = {
  401: refusalReply('A control key is set and the request does not send it in X-Control-Key.'),
  403: refusalReply(
    'The request comes from a page of another site, or, while no control key is set, from another machine or under a foreign host name.',
  ),
};

const FOR_BODIES = {
  413: refusalReply('The body exceeds the limit of its size, its items or its texts.'),
  415: refusalReply('The content type is not application/json.'),
};

/** Adds the replies that all operations of the control API have, or all with a body. */
export function controlOperation<const O extends Operation>(operation: O): O {
  const { body, replies } = operation;
  // Cast: further replies do not change those that the row names
  return { ...operation, replies: { ...FOR_ALL, ...(body && FOR_BODIES), ...replies } } as O;
}
