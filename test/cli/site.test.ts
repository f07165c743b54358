import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { crawl } from '../../src/cli/crawl/crawl.ts';
import { readRoutes } from '../../src/cli/crawl/route-folders.ts';
import { toSite } from '../../src/cli/crawl/to-site.ts';
import { createMock } from '../../src/index.ts';
import { runCli } from '../support/cli.ts';
import { makeFile, makeFolder } from '../support/files.ts';

const ITEMS = Array.from({ length: 9 }, (_, i) => `<a href="/items/thing-${'abcdefghi'[i]}">Thing ${i}</a>`).join('');

/** Serves pages by path, and takes note of what was asked for. */
async function openSite(pages: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const body = pages[path];
    const type = path.endsWith('.xml') ? 'application/xml' : path.endsWith('.txt') ? 'text/plain' : 'text/html';
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('site reads the sitemap and links of one host politely, and what it writes can be walked', async () => {
  const pages: Record<string, string> = {
    '/robots.txt': 'User-agent: *\nDisallow: /private/\n',
    '/': `<a href="/items">All <b>items</b></a><a href="/private/a">Private</a><a href="http://other.example/x">Other</a>
      <a href="/logo.png">Logo</a><a href="/never" rel="nofollow">Never</a><a href='/accounts/4711#top'>Mine</a>`,
    '/items': `<base href="/items/"><a href="../about">About &amp; more</a>${ITEMS}`,
    '/about': '<meta name="robots" content="nofollow"><a href="/hidden">Hidden</a>',
  };
  const { url, asked } = await openSite(pages);
  pages['/sitemap.xml'] = `<?xml version="1.0"?><urlset><url><loc>${url}/from-sitemap</loc></url>
    <url><loc>http://other.example/y</loc></url></urlset>`;
  const output = join(makeFolder(), 'site.json');
  const { code, stdout, stderr } = await runCli(['site', url, '--output', output, '--rate', '1000']);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`of ${new URL(url).host} by its links`);
  const site = JSON.parse(readFileSync(output, 'utf8'));
  expect(site.host).toBe(new URL(url).host);
  expect(site.pages).toEqual([
    '/',
    '/from-sitemap',
    { path: '/items', title: 'All items' },
    { path: '/about', title: 'About & more' },
    '/accounts/{id}',
    '/items/{item}',
  ]);
  const mock = createMock({ site, users: 3, documentedUser: false });
  expect(await mock.events((await mock.users(1))[0] ?? '')).not.toEqual([]);
  for (const path of ['/private/a', '/hidden', '/never', '/logo.png']) expect(asked).not.toContain(path);
});

test('a crawl opens no more pages than it may', async () => {
  const links = Array.from({ length: 30 }, (_, i) => `<a href="/p${i}">P</a>`).join('');
  const { url, asked } = await openSite({ '/': links });
  await crawl(new URL(url), { fetch, limit: 4, rate: 1000, onPage: () => {} });
  expect(asked.filter((path) => !/robots|sitemap/.test(path))).toHaveLength(4);
});

test('site makes a model from a sitemap file, taking the host from its first address', async () => {
  const numbers = [1, 2, 3].map((i) => `<url><loc>https://bank.example.com/branches/${i}?lang=en</loc></url>`).join('');
  const file = makeFile('sitemap.xml', `<urlset><url><loc>https://bank.example.com/</loc></url>${numbers}</urlset>`);
  const output = join(dirname(file), 'site.json');
  expect((await runCli(['site', file, '--output', output])).code).toBe(0);
  expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual({
    host: 'bank.example.com',
    pages: ['/', '/branches/{id}?lang={lang}'],
  });
});

test.each<[string, readonly string[], readonly string[]]>([
  [
    'Next.js',
    ['app/page.tsx', 'app/(shop)/items/[id]/page.tsx', 'app/layout.tsx', 'app/api/route.ts', 'app/@modal/x/page.tsx'],
    ['/', '/items/{id}', '/x'],
  ],
  [
    'SvelteKit',
    ['src/routes/+page.svelte', 'src/routes/blog/[slug]/+page.svelte', 'src/routes/+layout.svelte'],
    ['/', '/blog/{slug}'],
  ],
  [
    'Remix',
    ['app/routes/_index.tsx', 'app/routes/accounts.$id.tsx', 'app/routes/_auth.login.tsx', 'app/routes/team/route.tsx'],
    ['/', '/accounts/{id}', '/login', '/team'],
  ],
  [
    'Next.js, Nuxt or Vue Router',
    ['pages/index.vue', 'pages/users/[id].vue', 'pages/_app.tsx', 'pages/api/hello.ts', 'pages/docs/[...slug].tsx'],
    ['/', '/docs/{slug}', '/users/{id}'],
  ],
  [
    'Vue',
    ['src/views/HomeView.vue', 'src/views/OrderListView.vue', 'src/views/admin/Index.vue'],
    ['/', '/admin', '/order-list'],
  ],
])('the files of %s show its routes', (framework, files, paths) => {
  const folder = makeFolder();
  for (const file of files) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  expect(readRoutes(folder)).toEqual({ framework, paths });
});

const VUE_ROUTES = `
  import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
  const admin: RouteRecordRaw[] = [{ path: '/admin', component: () => import('../views/Admin.vue') }];
  export default createRouter({
    history: createWebHistory('/'),
    routes: [
      { path: '/', name: 'home', component: Home, meta: { path: '/no-page', crumbs: [{ path: '/nor-this' }] } },
      // { path: '/gone', component: Gone },
      { path: "/accounts", component: Accounts, children: [
        { path: '', component: AccountList },
        { path: ':id(\\\\d+)', component: Account, props: true },
        { path: ':id/statements/:year?', component: Statements },
        { path: '/help', component: Help },
      ] },
      { redirect: '/', path: '/home' },
      { path: '/:pathMatch(.*)*', component: NotFound },
      ...admin,
    ],
  });
`;

test('the routes given to Vue Router are read, from a project and from their file', async () => {
  const folder = makeFolder();
  const file = join(folder, 'src/router/index.ts');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, VUE_ROUTES);
  const pages = ['/', '/accounts', '/accounts/{id}', '/accounts/{id}/statements/{year}', '/admin', '/help'];
  expect(readRoutes(folder)).toEqual({ framework: 'Vue Router', paths: pages });
  const output = join(folder, 'site.json');
  const { code, stdout } = await runCli(['site', file, '--host', 'bank.example.com', '--output', output]);
  expect([code, stdout]).toEqual([0, expect.stringContaining('Found 6 pages of bank.example.com in its files')]);
  expect(JSON.parse(readFileSync(output, 'utf8'))).toEqual({ host: 'bank.example.com', pages });
});

test('pages that differ in a number, or of which there are many, are one page with a parameter', () => {
  const paths = ['/', '/a/1', '/a/2', '/a/2/edit', ...'bcdefghi'.split('').map((name) => `/blog/${name}`)];
  const site = toSite(
    'x.example',
    paths.map((path) => ({ path, titles: [] })),
  );
  expect(site.pages).toEqual(['/', '/a/{id}', '/blog/{blog}', '/a/{id}/edit']);
});

test.each<[string, (folder: string) => string, string]>([
  ['a folder without routes', (folder) => folder, 'it has no routes as Next.js'],
  ['what is not there', (folder) => join(folder, 'none'), 'there is no such file or folder'],
  ['a server that does not answer', () => 'http://127.0.0.1:1/', 'Failed to read http://127.0.0.1:1/: '],
])('site refuses %s in one sentence', async (_, sourceIn, message) => {
  const folder = makeFolder();
  const { code, stderr } = await runCli(['site', sourceIn(folder), '--output', join(folder, 'site.json')]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
