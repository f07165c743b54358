import { Command } from 'commander';
import { positiveNumber, wholeNumber } from './flags.ts';
import type { SiteFlags } from './site-run.ts';

const EXAMPLES = `
Examples:
  $ openreplay-kit site http://127.0.0.1:5173
  $ openreplay-kit site sitemap.xml --output site.json
  $ openreplay-kit site . --host bank.example.com
  $ openreplay-kit mock --site site.json

A URL is crawled politely: only its own host, only what robots.txt allows, and few pages. In a folder, routes follow
from file names, as in Next.js, Remix, SvelteKit and Nuxt; those of Vue Router are read from src/router. The result is
a first draft for you to edit.`;

/** Builds `openreplay-kit site`. */
export function siteCommand(): Command {
  return new Command('site')
    .description('Drafts a model of a site from its pages, sitemap or routes, for generated people to walk through.')
    .argument(
      '<source>',
      'URL of the site, sitemap file, folder of a project or of its routes, or file of routes of Vue Router',
    )
    .option('-o, --output <file>', 'file to write the site to', 'site.json')
    .option('--host <host>', 'host of the site, if the source is a folder (default: www.example.com)')
    .option('--limit <number>', 'pages to open at most', wholeNumber, 50)
    .option('--rate <n>', 'requests per second at most', positiveNumber, 5)
    .option('--ca <file>', 'PEM file of a private certificate authority')
    .option('--insecure', 'accept any certificate')
    .addHelpText('after', EXAMPLES)
    .action(async (source: string, flags: SiteFlags) => {
      const { runSite } = await import('./site-run.ts');
      await runSite(source, flags);
    });
}
