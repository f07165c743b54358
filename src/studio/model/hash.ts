/** The part of the address behind `#`. */
export interface Hash {
  read(): string;
  /** @param isNew - whether the browser's back button leads back to what was there */
  write(text: string, isNew: boolean): void;
  /** Sees what others than `write` change: the back button, a link, whoever edits the address. */
  onChange(see: (text: string) => void): void;
}

/** A browser refuses to change an address very often, as a drag would. */
const REST_MS = 250;

/** Keeps a page's hash. */
export function createHash(page: Pick<Window, 'location' | 'history' | 'addEventListener'>): Hash {
  const { location, history } = page;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    read: () => location.hash,
    write(text, isNew) {
      clearTimeout(timer);
      const url = text === '' ? location.pathname + location.search : text;
      if (isNew) history.pushState(null, '', url);
      else timer = setTimeout(() => history.replaceState(null, '', url), REST_MS);
    },
    onChange(see) {
      const tell = () => {
        clearTimeout(timer);
        see(location.hash);
      };
      page.addEventListener('hashchange', tell);
      page.addEventListener('popstate', tell);
    },
  };
}
