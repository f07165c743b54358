/** A non-public route of the product, which needs a session of its front end, not an API key. */
interface ProductRoute {
  readonly methods: readonly string[];
  readonly path: RegExp;
}

const ROUTES: readonly ProductRoute[] = [
  { methods: ['POST'], path: /^\/[^/]+\/users$/ },
  { methods: ['GET', 'PUT', 'DELETE'], path: /^\/[^/]+\/users\/[^/]+$/ },
  { methods: ['POST'], path: /^\/[^/]+\/users\/[^/]+\/activity$/ },
  { methods: ['POST'], path: /^\/[^/]+\/sessions\/search(\/ids|\/save)?$/ },
  { methods: ['GET'], path: /^\/[^/]+\/sessions\/search\/saved$/ },
  { methods: ['GET'], path: /^\/[^/]+\/sessions\/[^/]+\/events$/ },
  { methods: ['POST'], path: /^\/[^/]+\/(events|notes)$/ },
  { methods: ['GET'], path: /^\/[^/]+\/events\/[^/]+$/ },
  { methods: ['GET', 'POST'], path: /^\/[^/]+\/(tags|cards|dashboards|conditions)$/ },
];

/** Returns whether a path is one of the product's own, and has this method; an API key opens none of them. */
export function findProductRoute(method: string, path: string): 'closed' | 'wrong-method' | undefined {
  const found = ROUTES.filter((route) => route.path.test(path));
  if (found.length === 0) return undefined;
  return found.some(({ methods }) => methods.includes(method)) ? 'closed' : 'wrong-method';
}
