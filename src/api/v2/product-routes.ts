/** A route of the product itself beside the public ones: a session of its front end opens it, and no API key. */
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

/** Tells whether a path is one of the product's own, and whether its methods have this one; none is open to an API key. */
export function findProductRoute(method: string, path: string): 'closed' | 'wrong-method' | undefined {
  const found = ROUTES.filter((route) => route.path.test(path));
  if (found.length === 0) return undefined;
  return found.some(({ methods }) => methods.includes(method)) ? 'closed' : 'wrong-method';
}
