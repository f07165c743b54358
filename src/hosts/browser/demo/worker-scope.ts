/** The part of a service worker's globals that is used. */
export interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  readonly caches: {
    open(name: string): Promise<{
      match(url: string): Promise<Response | undefined>;
      put(url: string, response: Response): Promise<void>;
    }>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate' | 'message', listener: (event: DemoEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: DemoFetchEvent) => void): void;
}

/** A message to a worker. */
export interface DemoEvent {
  /** Keeps the worker from sleeping until the work is done. */
  waitUntil(work: Promise<unknown>): void;
}

/** A page's request. */
export interface DemoFetchEvent extends DemoEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
