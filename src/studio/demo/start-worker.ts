/**
 * Starts a service worker and waits until it answers for this page.
 *
 * @param script - its URL; it answers for pages of its folder.
 * @throws Error if this page cannot have one.
 */
export async function startWorker({ serviceWorker }: Navigator, script: string): Promise<void> {
  // the type says that it always exists; a page loaded over plain HTTP has none
  if (!serviceWorker) throw new Error('this page cannot have a service worker. Open it over HTTPS or at localhost');
  await serviceWorker.register(script);
  const { active } = await serviceWorker.ready;
  if (serviceWorker.controller) return;
  const answered = new Promise((resolve) => {
    serviceWorker.addEventListener('controllerchange', resolve, { once: true });
  });
  // an already active worker does not control a page after a hard reload
  active?.postMessage('claim');
  await answered;
}
