/**
 * Starts a service worker and waits until it answers for this page.
 *
 * @param script - its address; it answers for pages of the folder that it lies in.
 * @throws Error when this page can have none.
 */
export async function startWorker({ serviceWorker }: Navigator, script: string): Promise<void> {
  // the type says that it is always there; a page that came over plain HTTP has none
  if (!serviceWorker) throw new Error('this page can have no service worker. Open it over HTTPS or at localhost');
  await serviceWorker.register(script);
  const { active } = await serviceWorker.ready;
  if (serviceWorker.controller) return;
  const answered = new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });
  // a worker that is active already leaves alone a page that was reloaded past all caches
  active?.postMessage('claim');
  await answered;
}
