import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Api, ApiReply } from '../api.ts';
import { parseEvents, type ShownEvent } from './sessions.ts';
import { toWords } from './words.ts';

/** What the API answered to the request that is shown. */
export type Answer =
  | { readonly is: 'none' | 'no key' }
  | { readonly is: 'answered'; readonly reply: ApiReply; readonly events: readonly ShownEvent[] | undefined }
  | { readonly is: 'broken'; readonly why: string };

/** What is asked for. */
export interface Question {
  /** Path and query. */
  readonly target: string;
  /** The API key, empty for none. */
  readonly key: string;
  /** Whose sessions they are: while their window is being dragged, only where it rests is asked for. */
  readonly subject: object;
}

const REST_MS = 140;

/**
 * Keeps the answer to a question up to date.
 *
 * @param changes - counts up when the API may answer otherwise than before.
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
    if (!question.value) {
      answer.value = { is: 'none' };
      return;
    }
    const { target, key, subject } = question.value;
    if (key === '') {
      answer.value = { is: 'no key' };
      return;
    }
    const attempt = new AbortController();
    isWaiting.value = true;
    const timer = setTimeout(
      async () => {
        const found = await ask(api, target, key, attempt.signal);
        if (attempt.signal.aborted) return;
        answer.value = found;
        isWaiting.value = false;
      },
      asked === subject ? REST_MS : 0,
    );
    asked = subject;
    return () => {
      clearTimeout(timer);
      attempt.abort();
    };
  });
  return { answer, isWaiting };
}

async function ask(api: Api, target: string, key: string, signal: AbortSignal): Promise<Answer> {
  try {
    const reply = await api.ask(target, key, signal);
    return { is: 'answered', reply, events: reply.status === 200 ? parseEvents(reply.text) : undefined };
  } catch (error) {
    return { is: 'broken', why: toWords(error) };
  }
}
