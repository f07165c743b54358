/** Runs jobs in order, several at a time, and yields their results in the same order. */
export async function* fewAtATime<T>(jobs: readonly (() => Promise<T>)[], atATime: number): AsyncGenerator<T> {
  const waiting = [...jobs];
  const running: Promise<T>[] = [];
  while (true) {
    for (const job of waiting.splice(0, atATime - running.length)) {
      const started = job();
      // it is awaited in its turn, so no error is lost
      started.catch(() => {});
      running.push(started);
    }
    const first = running.shift();
    if (!first) return;
    yield await first;
  }
}
