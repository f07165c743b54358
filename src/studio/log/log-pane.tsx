import { useState } from 'preact/hooks';
import { FACES } from '../../api/faces.ts';
import { toIso } from '../../look/time-text.ts';
import type { LogEntry } from '../api.ts';
import { encodeRoute } from '../model/route.ts';
import { useStudio } from '../model/studio.ts';
import { toWords } from '../model/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSize } from '../parts/use-size.ts';
import { visibleText } from '../parts/visible-text.ts';
import { StatusBadge, toBytes } from '../request/reply-view.tsx';
import { LogGrip } from './log-grip.tsx';
import { apiAt, parseTarget } from './parse-target.ts';

const MOST_SHOWN = 150;
/** The log keeps no bodies, so a request with one cannot be sent again. */
const WITH_BODY = ['POST', 'PUT', 'PATCH'];

/** The requests that the API answered, newest first, as they arrive. */
export function LogPane() {
  const { requests, act, api } = useStudio();
  const log = requests.entries.value;
  const [isFailedOnly, setFailedOnly] = useState(false);
  const [isFolded, setFolded] = useState(false);
  const [height, setHeight] = useState<number | undefined>(undefined);
  const pane = useSize<HTMLElement>();
  const [isWithStudio, setWithStudio] = useState(false);
  const asked = isWithStudio ? log : log.filter(({ byStudio }) => !byStudio);
  const entries = asked.filter(({ status, broken }) => !isFailedOnly || status >= 400 || broken);
  return (
    <section
      class="pane log"
      ref={pane.ref}
      aria-label="Request log"
      data-folded={isFolded}
      style={height === undefined ? {} : { '--log-height': `${height}px` }}
    >
      {!isFolded && <LogGrip height={pane.height} onChange={setHeight} />}
      <div class="bar title">
        <h2>
          <button type="button" class="quiet fold" aria-expanded={!isFolded} onClick={() => setFolded(!isFolded)}>
            Requests
          </button>
        </h2>
        <p class="count">{entries.length > MOST_SHOWN ? `last ${MOST_SHOWN}` : entries.length}</p>
        <label class="check">
          <input type="checkbox" checked={isFailedOnly} onChange={() => setFailedOnly(!isFailedOnly)} /> Failures only
        </label>
        <label class="check">
          <input type="checkbox" checked={isWithStudio} onChange={() => setWithStudio(!isWithStudio)} /> The studio's
          own too
        </label>
        <button
          type="button"
          class="quiet"
          disabled={asked.length === 0}
          onClick={() => act('', () => api.clearRequests())}
        >
          Clear
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard */}
      <section class="scroll" aria-label="Requests, newest first" tabIndex={0}>
        {entries.length === 0 ? (
          <p class="empty">
            {isFailedOnly
              ? 'No request has failed.'
              : 'No requests yet. Requests of your application appear here as they arrive.'}
          </p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">Time (UTC)</th>
                <th scope="col">Status</th>
                <th scope="col">API</th>
                <th scope="col">Request</th>
                <th scope="col" class="num">
                  Size
                </th>
                <th scope="col" class="num">
                  Delay
                </th>
                <th scope="col">
                  <span class="unseen">Replay</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.slice(0, MOST_SHOWN).map((entry) => (
                <LogRow key={entry.id} entry={entry} />
              ))}
            </tbody>
          </table>
        )}
      </section>
    </section>
  );
}

function LogRow({ entry }: { readonly entry: LogEntry }) {
  const studio = useStudio();
  const { at, method, path, query, status, bytes, delayMs, broken, byStudio } = entry;
  const target = `${path}${query === '' ? '' : `?${query}`}`;
  const shown = visibleText(target);
  const apis = studio.health.value?.apis ?? [];
  const api = apiAt(path, apis)?.id;
  const place = parseTarget(path, query, apis);
  return (
    <tr>
      <td class="num">
        <time dateTime={toIso(at)} title={toIso(at)}>
          {toIso(at).slice(11, 23)}
        </time>
      </td>
      <td>
        <StatusBadge status={status} />
        {broken && <span class="tag">{broken}</span>}
        {byStudio && <span class="tag">studio</span>}
      </td>
      <td class="face">{api}</td>
      <td class="target">
        <span class="method">{method}</span>{' '}
        {place ? (
          <a
            href={encodeRoute(place)}
            title={`Show ${shown}`}
            onClick={() => {
              studio.pane.value = 'sessions';
            }}
          >
            {shown}
          </a>
        ) : (
          <span title={shown}>{shown}</span>
        )}
      </td>
      <td class="num">{toBytes(bytes)}</td>
      <td class="num">{delayMs > 0 && `${Math.round(delayMs)} ms`}</td>
      <td>
        {!WITH_BODY.includes(method) && (
          <button
            type="button"
            class="quiet"
            aria-label={`Replay ${method} ${shown}`}
            onClick={() => replay(studio, method, target, FACES[api ?? '']?.keyPrefix)}
          >
            <Icon name="replay" /> Replay
          </button>
        )}
      </td>
    </tr>
  );
}

/** Sends a request again with this page's key, as the application would. */
async function replay(
  { api, sender, notice }: ReturnType<typeof useStudio>,
  method: string,
  target: string,
  keyPrefix = '',
): Promise<void> {
  try {
    const authorization = sender.value && keyPrefix + sender.value;
    const { status, bytes, tookMs } = await api.replay(method, target, authorization);
    notice.value = {
      text: `Replayed: ${status}, ${toBytes(bytes)} in ${Math.round(tookMs)} ms.`,
      isBad: status >= 400,
    };
  } catch (error) {
    notice.value = { text: `Replayed: ${toWords(error)}`, isBad: true };
  }
}
