/** What a page found that it should not have: nothing, when all is well. */
interface Loot {
  /** What a script of the page could read, and by what. */
  readonly read: readonly string[];
  /** How many requests were tried. */
  readonly tried: number;
}

/** What to attack, as given to a page. */
interface Target {
  /** Such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  readonly apiPath: string;
  readonly key: string;
}

/**
 * Tries, in a page, whatever a page can do to read or change a mock. As it is run in the browser, it knows nothing of
 * what is outside of it.
 */
export async function attack({ origin, apiPath, key }: Target): Promise<Loot> {
  const visit = JSON.stringify({ userId: 'planted', events: [{ type: 'LOCATION', path: '/' }] });
  const WRITES: readonly [method: string, path: string, body: string][] = [
    ['POST', '/__kit/reset', '{}'],
    ['POST', '/__kit/record', visit],
    ['POST', '/__kit/faults', '{"status":500}'],
    ['PUT', '/__kit/scenarios/outage', '{}'],
    ['PUT', '/__kit/snapshot', '{"version":1,"recorded":[]}'],
    ['PATCH', '/__kit/clock', '{"advance":"1d"}'],
    ['DELETE', '/__kit/faults', ''],
    ['DELETE', '/__kit/requests', ''],
  ];
  const READS = ['health', 'snapshot', 'users', 'requests', 'openapi.json'].map((name) => `/__kit/${name}`);
  const FORM_TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'];
  const MODES: readonly RequestMode[] = ['cors', 'no-cors', 'same-origin'];
  const read: string[] = [];
  let tried = 0;
  const until = (begin: (done: () => void) => void) => {
    tried += 1;
    return new Promise<void>(begin);
  };

  const ask = async (path: string, init: RequestInit) => {
    tried += 1;
    try {
      const reply = await fetch(origin + path, init);
      const text = await reply.text();
      // a refusal in words shows nothing
      const isRefusal = reply.status >= 400 && text.startsWith('{"errors":[');
      if (reply.type !== 'opaque' && !isRefusal) {
        read.push(`${init.method} ${path} ${init.mode}: ${reply.status} ${text.slice(0, 100)}`);
      }
    } catch {
      // the browser did not let it
    }
  };
  const readByFetch = (mode: RequestMode) => [
    ...[...READS, apiPath].map((path) => ask(path, { method: 'GET', mode })),
    ask(apiPath, { method: 'GET', mode, headers: { authorization: key } }),
  ];
  const writeByFetch = (mode: RequestMode) =>
    WRITES.flatMap(([method, path, text]) =>
      [undefined, ...FORM_TYPES, 'application/json'].flatMap((type) => {
        const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
        const init = { method, mode, headers, ...(text !== '' && { body: text }) };
        return [ask(path, init), ask(path, { ...init, referrerPolicy: 'no-referrer', credentials: 'include' })];
      }),
    );

  const sendBeacons = () => {
    for (const [, path, body] of WRITES) {
      tried += 1;
      navigator.sendBeacon(origin + path, new Blob([body], { type: 'text/plain' }));
    }
  };

  const submitForms = () =>
    FORM_TYPES.flatMap((enctype) =>
      ['/__kit/reset', '/__kit/record'].map((path) =>
        until((done) => {
          const frame = Object.assign(document.createElement('iframe'), { name: `form-${tried}` });
          const asked = { method: 'POST', action: origin + path, enctype, target: frame.name };
          const form = Object.assign(document.createElement('form'), asked);
          // as text/plain this is sent as JSON
          form.append(Object.assign(document.createElement('input'), { name: '{"x":"', value: '"}' }));
          document.body.append(frame, form);
          frame.addEventListener('load', done, { once: true });
          form.submit();
        }),
      ),
    );

  const openFrames = () =>
    ['/', '/__kit/snapshot'].map((path) =>
      until((done) => {
        const frame = Object.assign(document.createElement('iframe'), { src: origin + path });
        frame.addEventListener('load', () => {
          try {
            const text = frame.contentDocument?.body?.textContent ?? '';
            if (text !== '' && !text.startsWith('{"errors"')) read.push(`<iframe> ${path}: ${text.slice(0, 100)}`);
          } catch {
            // the browser did not let it
          }
          done();
        });
        document.body.append(frame);
      }),
    );

  const loadElements = () =>
    (['script', 'img', 'video'] as const).flatMap((name) =>
      ['/__kit/snapshot', apiPath].map((path) =>
        until((done) => {
          const element = document.createElement(name);
          element.addEventListener('load', () => {
            read.push(`<${name}> ${path}`);
            done();
          });
          element.addEventListener('error', () => done());
          element.src = origin + path;
          document.body.append(element);
        }),
      ),
    );

  const watchStreams = () =>
    [false, true].map((withCredentials) =>
      until((done) => {
        const source = new EventSource(`${origin}/__kit/requests/stream`, { withCredentials });
        const end = () => {
          source.close();
          done();
        };
        source.addEventListener('state', ({ data }) => {
          read.push(`EventSource: ${String(data).slice(0, 100)}`);
          end();
        });
        source.addEventListener('error', end);
      }),
    );

  const openSockets = () =>
    ['/__kit/requests/stream', apiPath].map((path) =>
      until((done) => {
        const socket = new WebSocket(origin.replace('http', 'ws') + path);
        socket.addEventListener('open', () => {
          read.push(`WebSocket ${path}`);
          done();
        });
        socket.addEventListener('error', () => done());
      }),
    );

  await Promise.all(MODES.flatMap((mode) => [...readByFetch(mode), ...writeByFetch(mode)]));
  sendBeacons();
  await Promise.all([...submitForms(), ...openFrames(), ...loadElements(), ...watchStreams(), ...openSockets()]);
  return { read, tried };
}
