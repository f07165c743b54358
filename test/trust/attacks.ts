/** What a page found that it should not have: nothing, when all is well. */
export interface Loot {
  /** Replies that a script could read, and what it read. */
  readonly read: readonly string[];
  /** How many requests were tried. */
  readonly tried: number;
}

/** What to attack, as told to a page. */
export interface Target {
  /** Such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  readonly apiPath: string;
  readonly key: string;
}

/**
 * Tries, in a page, whatever a page can do to read or change a mock. It is run in the browser: it knows nothing of what
 * is outside of it.
 */
export async function attack({ origin, apiPath, key }: Target): Promise<Loot> {
  const read: string[] = [];
  let tried = 0;
  const visit = JSON.stringify({ userId: 'planted', events: [{ type: 'LOCATION', path: '/' }] });
  const fault = JSON.stringify({ status: 500 });
  const writes: [method: string, path: string, body: string][] = [
    ['POST', '/__kit/reset', '{}'],
    ['POST', '/__kit/record', visit],
    ['POST', '/__kit/faults', fault],
    ['PUT', '/__kit/scenarios/outage', '{}'],
    ['PUT', '/__kit/snapshot', '{"version":1,"recorded":[]}'],
    ['PATCH', '/__kit/clock', '{"advance":"1d"}'],
    ['DELETE', '/__kit/faults', ''],
    ['DELETE', '/__kit/requests', ''],
  ];
  const reads = ['health', 'snapshot', 'users', 'requests', 'openapi.json'].map((name) => `/__kit/${name}`);
  const types = [
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/json',
  ];
  const modes: RequestMode[] = ['cors', 'no-cors', 'same-origin'];

  const ask = async (path: string, init: RequestInit) => {
    tried += 1;
    try {
      const reply = await fetch(origin + path, init);
      const text = await reply.text();
      // a refusal in words tells nothing
      if (reply.type !== 'opaque' && !(reply.status >= 400 && /^\{"errors":\[/.test(text))) {
        read.push(`${init.method} ${path} ${init.mode}: ${reply.status} ${text.slice(0, 100)}`);
      }
    } catch {
      // the browser did not let it
    }
  };
  const requests: Promise<void>[] = [];
  for (const mode of modes) {
    for (const path of [...reads, apiPath]) requests.push(ask(path, { method: 'GET', mode }));
    requests.push(ask(apiPath, { method: 'GET', mode, headers: { authorization: key } }));
    for (const [method, path, body] of writes) {
      for (const type of types) {
        const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
        requests.push(ask(path, { method, mode, headers, ...(body !== '' && { body }) }));
        // as a page that has no origin to name, and as one that does not say where it comes from
        requests.push(
          ask(path, {
            method,
            mode,
            headers,
            ...(body !== '' && { body }),
            referrerPolicy: 'no-referrer',
            credentials: 'include',
          }),
        );
      }
    }
  }
  await Promise.all(requests);

  for (const [, path, body] of writes) {
    tried += 1;
    navigator.sendBeacon(origin + path, new Blob([body], { type: 'text/plain' }));
  }

  const frames = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'].flatMap((enctype) =>
    ['/__kit/reset', '/__kit/record'].map(
      (path) =>
        new Promise<void>((resolve) => {
          tried += 1;
          const frame = Object.assign(document.createElement('iframe'), { name: `f${tried}` });
          const form = Object.assign(document.createElement('form'), {
            method: 'POST',
            action: origin + path,
            enctype,
            target: frame.name,
          });
          // as text/plain this is sent as JSON
          form.append(Object.assign(document.createElement('input'), { name: '{"x":"', value: '"}' }));
          document.body.append(frame, form);
          frame.addEventListener('load', () => resolve(), { once: true });
          form.submit();
        }),
    ),
  );
  const pages = ['/', '/__kit/snapshot'].map(
    (path) =>
      new Promise<void>((resolve) => {
        tried += 1;
        const frame = Object.assign(document.createElement('iframe'), { src: origin + path });
        frame.addEventListener('load', () => {
          try {
            const text = frame.contentDocument?.body?.textContent ?? '';
            if (text !== '' && !text.startsWith('{"errors"')) read.push(`frame ${path}: ${text.slice(0, 100)}`);
          } catch {
            // the browser did not let it
          }
          resolve();
        });
        document.body.append(frame);
      }),
  );
  const elements = (['script', 'img', 'video'] as const).flatMap((name) =>
    ['/__kit/snapshot', apiPath].map(
      (path) =>
        new Promise<void>((resolve) => {
          tried += 1;
          const element = document.createElement(name);
          element.addEventListener('load', () => {
            read.push(`<${name}> ${path}`);
            resolve();
          });
          element.addEventListener('error', () => resolve());
          element.src = origin + path;
          document.body.append(element);
        }),
    ),
  );
  const streams = [false, true].map(
    (withCredentials) =>
      new Promise<void>((resolve) => {
        tried += 1;
        const source = new EventSource(`${origin}/__kit/requests/stream`, { withCredentials });
        const end = () => {
          source.close();
          resolve();
        };
        source.addEventListener('state', ({ data }) => {
          read.push(`EventSource: ${String(data).slice(0, 100)}`);
          end();
        });
        source.addEventListener('error', end);
      }),
  );
  const sockets = ['/__kit/requests/stream', apiPath].map(
    (path) =>
      new Promise<void>((resolve) => {
        tried += 1;
        const socket = new WebSocket(origin.replace('http', 'ws') + path);
        socket.addEventListener('open', () => read.push(`WebSocket ${path}`));
        socket.addEventListener('error', () => resolve());
        socket.addEventListener('open', () => resolve());
      }),
  );
  await Promise.all([...frames, ...pages, ...elements, ...streams, ...sockets]);
  return { read, tried };
}
