/** The part of the address behind `#`. */
export interface Hash {
  hash(): string;
  /** @param isNew - whether the browser's back button leads back to what was there */
  setHash(text: string, isNew: boolean): void;
  onChange(see: (text: string) => void): void;
}

/** A browser refuses to change an address very often, as a drag would. */
const REST_MS = 250;

/** Keeps a page's hash. */
export function createHash(page: Pick<Window, 'location' | 'history' | 'addEventListener'>): Hash {
  const { location, history } = page;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    hash: () => location.hash,
    setHash(text, isNew) {
      clearTimeout(timer);
      const url = text === '' ? location.pathname + location.search : text;
      if (isNew) history.pushState(null, '', url);
      else timer = setTimeout(() => history.replaceState(null, '', url), REST_MS);
    },
    onChange(see) {
      page.addEventListener('hashchange', () => see(location.hash));
      page.addEventListener('popstate', () => see(location.hash));
    },
  };
}
