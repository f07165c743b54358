/** Limits of a cache. */
interface LruBounds<K> {
  /** Most entries, 1 or more. @defaultValue Infinity */
  readonly max?: number;
  /** Most that the sizes of all entries may add up to; the entry used last stays even if it is larger. @defaultValue Infinity */
  readonly maxSize?: number;
  /** Called for each entry that is evicted to make room; not for those that are deleted or replaced. */
  readonly onEvict?: (key: K) => void;
}

/** An entry between the one used before it and the one used after it. */
interface Node<K, V> {
  readonly key: K;
  value: V;
  size: number;
  older: Node<K, V> | undefined;
  newer: Node<K, V> | undefined;
}

/**
 * A cache that evicts the least recently used entries.
 *
 * A list links the entries in order of use, so that a hit costs one look-up: renewing a key in a `Map` means deleting
 * and inserting it, and its first key is slow to find among many deleted ones.
 */
export class Lru<K, V> {
  readonly #max: number;
  readonly #maxSize: number;
  readonly #onEvict: ((key: K) => void) | undefined;
  readonly #nodes = new Map<K, Node<K, V>>();
  #oldest: Node<K, V> | undefined;
  #newest: Node<K, V> | undefined;
  #totalSize = 0;

  constructor({ max = Number.POSITIVE_INFINITY, maxSize = Number.POSITIVE_INFINITY, onEvict }: LruBounds<K>) {
    this.#max = max;
    this.#maxSize = maxSize;
    this.#onEvict = onEvict;
  }

  /** Number of entries. */
  get count(): number {
    return this.#nodes.size;
  }

  /** Sum of the sizes of all entries. */
  get totalSize(): number {
    return this.#totalSize;
  }

  /** Returns the value of a key and marks it as the most recently used. */
  get(key: K): V | undefined {
    const node = this.#nodes.get(key);
    if (!node) return undefined;
    this.#renew(node);
    return node.value;
  }

  /** Returns the value of a key, creating it if it is missing or was evicted. */
  getOrCreate(key: K, create: () => V, size = 0): V {
    const node = this.#nodes.get(key);
    if (!node) return this.set(key, create(), size);
    this.#renew(node);
    return node.value;
  }

  /** Stores a value as the most recently used, evicts what no longer fits, and returns the value. */
  set(key: K, value: V, size = 0): V {
    const known = this.#nodes.get(key);
    if (known) {
      this.#totalSize += size - known.size;
      known.value = value;
      known.size = size;
      this.#renew(known);
    } else {
      const node = { key, value, size, older: undefined, newer: undefined };
      this.#nodes.set(key, node);
      this.#append(node);
      this.#totalSize += size;
    }
    this.#evict();
    return value;
  }

  delete(key: K): void {
    const node = this.#nodes.get(key);
    if (!node) return;
    this.#nodes.delete(key);
    this.#unlink(node);
    this.#totalSize -= node.size;
  }

  clear(): void {
    this.#nodes.clear();
    this.#oldest = undefined;
    this.#newest = undefined;
    this.#totalSize = 0;
  }

  #evict(): void {
    while (this.#nodes.size > this.#max || this.#totalSize > this.#maxSize) {
      const oldest = this.#oldest;
      if (!oldest || oldest === this.#newest) return;
      this.delete(oldest.key);
      this.#onEvict?.(oldest.key);
    }
  }

  #renew(node: Node<K, V>): void {
    if (node === this.#newest) return;
    this.#unlink(node);
    this.#append(node);
  }

  #append(node: Node<K, V>): void {
    node.older = this.#newest;
    node.newer = undefined;
    if (this.#newest) this.#newest.newer = node;
    else this.#oldest = node;
    this.#newest = node;
  }

  #unlink({ older, newer }: Node<K, V>): void {
    if (older) older.newer = newer;
    else this.#oldest = newer;
    if (newer) newer.older = older;
    else this.#newest = older;
  }
}
