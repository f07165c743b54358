import { EXAMPLES } from '../api/examples.ts';
import type { MockReply } from './message.ts';
import type { Preferences } from './prefer.ts';
import { toBody, toRefusal } from './reply.ts';

/** Builds the reply that a request asks for by status or by the name of an example; undefined where it asks for neither. */
export function toPreferred({ code, example }: Preferences): MockReply | undefined {
  if (code === undefined && example === undefined) return undefined;
  if (code === 200 && example === undefined) return undefined;
  const status = code ?? statusOf(example ?? '');
  const examples = EXAMPLES[status === 200 ? 'SessionsReply' : status] ?? {};
  const name = example ?? Object.keys(examples)[0] ?? '';
  const found = Object.hasOwn(examples, name) ? examples[name] : undefined;
  if (found) return toBody(status, found.value);
  if (example === undefined) return toRefusal({ status, message: `Status ${status}, as the Prefer header asks.` });
  const names = Object.values(EXAMPLES).flatMap((each) => Object.keys(each));
  const message = `Prefer: there is no example "${example.slice(0, 40)}" for status ${status}; the examples are ${names.join(', ')}.`;
  return toRefusal({ status: 400, message });
}

function statusOf(example: string): number {
  const found = Object.entries(EXAMPLES).find(([, examples]) => Object.hasOwn(examples, example));
  return Number(found?.[0]) || 200;
}
