/** Values by project and user, as nested maps: a joined key would have to be built and hashed for each request. */
export class UserMap<V> {
  readonly #projects = new Map<string, Map<string, V>>();

  get(projectKey: string, userId: string): V | undefined {
    return this.#projects.get(projectKey)?.get(userId);
  }

  set(projectKey: string, userId: string, value: V): void {
    const users = this.#projects.get(projectKey) ?? new Map<string, V>();
    this.#projects.set(projectKey, users.set(userId, value));
  }

  delete(projectKey: string, userId: string): void {
    this.#projects.get(projectKey)?.delete(userId);
  }

  clear(): void {
    this.#projects.clear();
  }

  /** Returns the values of a project, or of all, in the order in which users were added. */
  *values(projectKey?: string): Generator<V> {
    const projects = projectKey === undefined ? this.#projects.values() : [this.#projects.get(projectKey)];
    for (const users of projects) if (users) yield* users.values();
  }
}
