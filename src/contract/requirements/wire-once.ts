import type { PipedAsk } from '../asking/conversations.ts';
import type { RunContext } from '../asking/run-context.ts';
import { sideBySide } from '../asking/side-by-side.ts';
import type { WireForm } from '../wire/raw/raw-request.ts';
import { expectNothing } from './letting-in.ts';

/** Writes the request target as an absolute URL. */
export function absolute(path: string, origin: string): string {
  return origin + path;
}

/** Sends one request over a connection of its own. */
export function once(context: RunContext, ask: PipedAsk['ask'], form: WireForm) {
  return context.conversations.have((conversation) => conversation.ask(ask, form));
}

/** Fails where one of these forms, without the key, returns items. */
export async function expectNothingWith(
  context: RunContext,
  forms: readonly (readonly [what: string, form: WireForm])[],
): Promise<void> {
  context.seen.require('key none');
  await context.baseline.some();
  await sideBySide(forms, async ([what, form]) =>
    expectNothing(context, await once(context, { credential: null, isOdd: true }, form), what),
  );
}
