import { Parser } from 'htmlparser2';

/** A link on a page. */
interface FoundLink {
  readonly href: string;
  /** Its text in one line; empty for a picture. */
  readonly text: string;
}

/** What the crawler needs of a page. */
interface ReadPage {
  readonly links: readonly FoundLink[];
  /** What relative links resolve against, if the page says so. */
  readonly base: string | undefined;
  /** Whether the page asks not to follow its links. */
  readonly isClosed: boolean;
}

const LONGEST_TEXT = 60;

/** Reads the links of a page. */
export function readHtml(html: string): ReadPage {
  const links: FoundLink[] = [];
  let base: string | undefined;
  let isClosed = false;
  let open: { readonly href: string; text: string } | undefined;
  const parser = new Parser({
    onopentag(name, { href, rel = '', content = '', ...others }) {
      if (name === 'base' && href) base ??= href;
      if (name === 'meta' && others.name?.toLowerCase() === 'robots' && /nofollow|none/i.test(content)) isClosed = true;
      if (name === 'a' && href && !/\bnofollow\b/i.test(rel)) open = { href, text: '' };
    },
    ontext(text) {
      if (open) open.text += text;
    },
    onclosetag(name) {
      if (name !== 'a' || !open) return;
      const text = open.text.replace(/\s+/g, ' ').trim();
      links.push({ href: open.href, text: text.length > LONGEST_TEXT ? '' : text });
      open = undefined;
    },
  });
  parser.end(html);
  return { links, base, isClosed };
}
