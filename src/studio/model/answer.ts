import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { inSlices } from '../../shared/slices.ts';
import type { Api, ApiReply, Asked } from '../api.ts';
import { type JsonLines, toJsonLines } from '../request/json-lines.ts';
import { readEvents } from './read-events.ts';
import type { ShownEvent } from './sessions.ts';
import { toWords } from './words.ts';

/** The content of a reply: events, or summarised sessions. */
export type Content =
  | { readonly of: 'events'; readonly events: readonly ShownEvent[] }
  | { readonly of: 'sessions'; readonly ids: ReadonlySet<string> };

/** The API's answer to the shown request. */
export type Answer =
  | { readonly is: 'none' | 'no key' }
  | {
      readonly is: 'answered';
      readonly reply: ApiReply;
      readonly json: JsonLines;
      /** Undefined if it was refused or is incomplete. */
      readonly content: Content | undefined;
    }
  | { readonly is: 'broken'; readonly why: string };

/** The question to the API. */
export interface Question extends Asked {
  /** Whether the reply lists events. */
  readonly listsEvents: boolean;
  /** Whose sessions they are. While their window is being dragged, it is only requested where it rests. */
  readonly subject: object;
}

const REST_MS = 140;

/**
 * Keeps the answer to a question up to date.
 *
 * @param changes - counts up when the API's answer may have changed.
 */
export function createAnswer(
  api: Api,
  question: ReadonlySignal<Question | undefined>,
  changes: ReadonlySignal<number>,
): { readonly answer: ReadonlySignal<Answer>; readonly isWaiting: ReadonlySignal<boolean> } {
  const answer = signal<Answer>({ is: 'none' });
  const isWaiting = signal(false);
  let asked: object | undefined;
  effect(() => {
    void changes.value;
    const wanted = question.value;
    if (!wanted) {
      answer.value = { is: 'none' };
      return;
    }
    if (wanted.key === '') {
      answer.value = { is: 'no key' };
      return;
    }
    const attempt = new AbortController();
    isWaiting.value = true;
    const timer = setTimeout(
      async () => {
        const found = await ask(api, wanted, attempt.signal);
        if (attempt.signal.aborted) return;
        answer.value = found;
        isWaiting.value = false;
      },
      asked === wanted.subject ? REST_MS : 0,
    );
    asked = wanted.subject;
    return () => {
      clearTimeout(timer);
      attempt.abort();
    };
  });
  return { answer, isWaiting };
}

async function ask(api: Api, question: Question, signal: AbortSignal): Promise<Answer> {
  try {
    const reply = await api.ask(question, signal);
    const json = await inSlices(toJsonLines(reply.text));
    return { is: 'answered', reply, json, content: await readContent(reply, question) };
  } catch (error) {
    return { is: 'broken', why: toWords(error) };
  }
}

async function readContent({ status, text }: ApiReply, { listsEvents }: Question): Promise<Content | undefined> {
  if (status !== 200) return undefined;
  if (!listsEvents) return readSessions(text);
  const events = await readEvents(text);
  return events && { of: 'events', events };
}

function readSessions(text: string): Content | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return { of: 'sessions', ids: new Set(Array.from(text.matchAll(/"sessionId":\s*"?(\d+)/g), ([, id = '']) => id)) };
}
