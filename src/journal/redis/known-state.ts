import { randomUUID } from 'node:crypto';
import { OptionError } from '../../shared/errors.ts';
import type { Holder } from '../journal.ts';
import type { Address } from './address.ts';
import type { Stored } from './chunk-store.ts';
import { FORMAT, STATE_VERSION, writtenByNewer } from './entry.ts';
import type { Health } from './health.ts';
import type { Found, StateServer } from './server.ts';
import { differences, toWorld, type World } from './world.ts';

const NOT_OURS = 'its keys hold other data. Choose another prefix';

/** The state that a mock has found or created: its identity, the options of its mocks, and its last position. */
export class KnownState {
  readonly #address: Address;
  readonly #server: StateServer;
  readonly #health: Health;
  #options: World = {};
  #generation = '';
  #hasBegun = false;
  #end = 0;

  constructor(address: Address, server: StateServer, health: Health) {
    this.#address = address;
    this.#server = server;
    this.#health = health;
  }

  /** Options of its mocks, each as JSON; none if there is no state yet. */
  get options(): World {
    return this.#options;
  }

  /** Identifies the state: one that was restarted or restored is a different one. */
  get generation(): string {
    return this.#generation;
  }

  /** Whether this mock has created it. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Position of the last known entry. */
  get end(): number {
    return this.#end;
  }

  /** Notes that there is an entry at a position. */
  reaches(position: number): void {
    this.#end = Math.max(this.#end, position);
  }

  /** Looks for a state, and the options of its mocks. */
  async look(): Promise<void> {
    const found = await this.#server.find();
    if (found.generation !== null) this.#options = this.#check(found);
  }

  /** Creates a state with an entry if there is none, or adopts the existing one for a mock with the same options. */
  async claim({ options }: Holder, beginning: readonly string[]): Promise<void> {
    const world = toWorld(options);
    const generation = randomUUID();
    const found = await this.#server.claim(generation, JSON.stringify(world), beginning);
    if (!found) throw this.#health.unusable(NOT_OURS);
    this.#take(found, world);
    this.#hasBegun = this.#generation === generation;
  }

  /** Restores what the server has lost, up to a position, or adopts what another mock restored. */
  async bringBack(position: number, stored: Stored): Promise<void> {
    const world = this.#options;
    const lost = { generation: this.#generation, next: randomUUID(), world: JSON.stringify(world), position, stored };
    await this.#server.bringBack(lost);
    this.#take(await this.#server.find(), world);
  }

  #take(found: Found, world: World): void {
    this.#options = this.#check(found);
    this.#compare(world);
    this.#generation = found.generation ?? '';
    this.#end = Number(found.last);
  }

  /** Checks that this version can read the state found, and returns the options of its mocks. */
  #check({ format, version, world }: Found): World {
    if (format !== FORMAT) throw this.#health.unusable(NOT_OURS);
    if (Number(version) > STATE_VERSION) {
      throw this.#health.unusable(writtenByNewer(Number(version), STATE_VERSION));
    }
    // Cast: such a mock wrote it
    return JSON.parse(world ?? '{}') as World;
  }

  #compare(here: World): void {
    const different = differences(this.#options, here);
    if (different.length === 0) return;
    throw new OptionError(
      `Failed to use the state at ${this.#address.name}: its mocks have other options: ${different.join(', ')}. Use the same options, or choose another prefix.`,
    );
  }
}
