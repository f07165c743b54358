import type { ApiRules } from '../api/api.ts';
import { headerOf, type MockReply, type MockRequest } from './message.ts';

type Given<T> = T | Promise<T>;

/** Adds to a reply what all replies of its API have in common. */
export function finished(api: ApiRules, request: MockRequest, reply: Given<MockReply>): Given<MockReply> {
  if (!api.finish) return reply;
  if (reply instanceof Promise) return reply.then((ready) => finished(api, request, ready));
  const { delivery } = reply;
  const result = api.finish(reply, (name) => headerOf(request, name), request.method);
  const withDelivery = ({ status, headers, body, isForNoPage }: MockReply) => ({
    status,
    headers,
    body,
    isForNoPage,
    delivery,
  });
  return result instanceof Promise ? result.then(withDelivery) : withDelivery(result);
}
