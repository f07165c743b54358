import type { WorldView } from '../../data/world-view.ts';

/** Combines views; equal ones are one and the same object, so that what is made of a view can be kept by it. */
export class ViewSet {
  /** The view that others change. */
  readonly plain: WorldView;
  readonly #known = new Map<string, WorldView>();

  constructor(plain: WorldView) {
    this.plain = this.#share(plain);
  }

  /** Lays changes over the plain view, the last on top. */
  combine(changes: readonly Partial<WorldView>[]): WorldView {
    return this.#share(Object.assign({}, this.plain, ...changes));
  }

  #share(view: WorldView): WorldView {
    const key = `${view.history} ${view.inputEvents} ${view.clockSkew}`;
    const known = this.#known.get(key) ?? Object.freeze(view);
    this.#known.set(key, known);
    return known;
  }
}
