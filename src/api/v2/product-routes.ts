/** A route of the product itself beside the public ones: a session of its front end opens it, and no API key. */
interface ProductRoute {
  readonly methods: readonly string[];
  readonly path: RegExp;
}

const ROUTES: readonly ProductRoute[] = [
  { methods: ['POST'], path: /^\/[^/]+\/users$/ },
  { methods: ['GET'], path: /^\/[^/]+\/users\/[^/]+$/ },
  { methods: ['POST'], path: /^\/[^/]+\/users\/[^/]+\/activity$/ },
  { methods: ['POST'], path: /^\/[^/]+\/sessions\/search$/ },
  { methods: ['GET', 'POST'], path: /^\/[^/]+\/cards$/ },
];

/** Tells whether a path is one of the product's own, and whether the method is; neither is open to an API key. */
export function findProductRoute(method: string, path: string): 'closed' | 'wrong-method' | undefined {
  const found = ROUTES.filter((route) => route.path.test(path));
  if (found.length === 0) return undefined;
  return found.some(({ methods }) => methods.includes(method)) ? 'closed' : 'wrong-method';
}
