import type { Answer } from '../model/answer.ts';
import { useStudio } from '../model/studio.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { JsonView } from './json-view.tsx';

/** The raw reply: its status, and its JSON in lines. */
export function ReplyView({ answer, isWaiting }: { readonly answer: Answer; readonly isWaiting: boolean }) {
  const { selected } = useStudio();
  const { reply, json, content } = answer.is === 'answered' ? answer : {};
  // summarised sessions have no marks for their items to lead to
  const count = content?.of === 'sessions' ? 0 : (json?.starts.length ?? 0);
  const all = count.toLocaleString('en');
  const chosen = selected.value;
  const step = (by: number) => {
    selected.value = chosen === undefined ? (by > 0 ? 0 : count - 1) : Math.min(count - 1, Math.max(0, chosen + by));
  };
  return (
    <>
      <div class="bar title reply">
        <h2>Reply</h2>
        <p class="facts" role="status">
          {isWaiting && <span class="waiting">waiting …</span>}
          {!isWaiting && reply && (
            <>
              <StatusBadge status={reply.status} /> {Math.round(reply.tookMs)} ms, {toBytes(reply.bytes)}
            </>
          )}
          {!isWaiting && answer.is === 'broken' && <span class="status bad">no reply</span>}
        </p>
        {count > 0 && (
          <div class="stepper">
            <button type="button" class="quiet square" aria-label="Previous event" onClick={() => step(-1)}>
              <Icon name="back" />
            </button>
            <span class="num">{chosen === undefined ? all : `${(chosen + 1).toLocaleString('en')} / ${all}`}</span>
            <button type="button" class="quiet square" aria-label="Next event" onClick={() => step(1)}>
              <Icon name="on" />
            </button>
          </div>
        )}
        {json && <CopyButton text={() => json.lines.join('\n')} what="the reply" />}
      </div>
      {json && <JsonView json={json} isLinked={count > 0} />}
      {answer.is === 'broken' && <p class="empty">{answer.why}</p>}
    </>
  );
}

/** A status as a number, coloured by its meaning. */
export function StatusBadge({ status }: { readonly status: number }) {
  return <span class={`status ${status < 300 ? 'good' : status < 500 ? 'warn' : 'bad'}`}>{status}</span>;
}

/** Writes a size for people. */
export function toBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
