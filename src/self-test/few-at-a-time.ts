/** Runs jobs in their order, some at a time, and gives what they come to in the same order. */
export async function* fewAtATime<T>(jobs: readonly (() => Promise<T>)[], atATime: number): AsyncGenerator<T> {
  const waiting = [...jobs];
  const running: Promise<T>[] = [];
  while (true) {
    for (const job of waiting.splice(0, atATime - running.length)) {
      const started = job();
      // it is awaited in its turn, and no fault is lost
      started.catch(() => {});
      running.push(started);
    }
    const first = running.shift();
    if (!first) return;
    yield await first;
  }
}
