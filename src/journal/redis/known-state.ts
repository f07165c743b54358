import { randomUUID } from 'node:crypto';
import { OptionError } from '../../shared/errors.ts';
import type { Holder } from '../journal.ts';
import type { Address } from './address.ts';
import type { Stored } from './chunk-store.ts';
import { FORMAT, STATE_VERSION, writtenByNewer } from './entry.ts';
import type { Health } from './health.ts';
import type { Found, StateServer } from './server.ts';
import { differences, toWorld, type World } from './world.ts';

const NOT_OURS = 'other data has the names of its keys. Choose another prefix';

/** The state that a mock has found or begun: which it is, how its mocks are set up, and how far it goes. */
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

  /** Options of its mocks, each as a text of JSON; none where there is no state yet. */
  get options(): World {
    return this.#options;
  }

  /** Tells it from others: one that was begun anew or brought back is another. */
  get generation(): string {
    return this.#generation;
  }

  /** Whether this mock has begun it. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Position of the last entry that is known to be there. */
  get end(): number {
    return this.#end;
  }

  /** Hears that there is an entry at a position. */
  reaches(position: number): void {
    this.#end = Math.max(this.#end, position);
  }

  /** Looks whether there is a state, and how its mocks are set up. */
  async look(): Promise<void> {
    const found = await this.#server.find();
    if (found.generation !== null) this.#options = this.#check(found);
  }

  /** Begins a state with an entry where there is none, or takes the one that is there for a mock that is set up the same. */
  async claim({ options }: Holder, beginning: readonly string[]): Promise<void> {
    const world = toWorld(options);
    const generation = randomUUID();
    const found = await this.#server.claim(generation, JSON.stringify(world), beginning);
    if (!found) throw this.#health.unusable(NOT_OURS);
    this.#take(found, world);
    this.#hasBegun = this.#generation === generation;
  }

  /** Brings back what the server has lost, up to a position, or takes what another mock brought back. */
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

  /** Checks that what was found is a state that this version can read, and gives the options of its mocks. */
  #check({ format, version, world }: Found): World {
    if (format !== FORMAT) throw this.#health.unusable(NOT_OURS);
    if (Number(version) > STATE_VERSION) {
      throw this.#health.unusable(writtenByNewer(Number(version), STATE_VERSION));
    }
    // Cast: it is as such a mock wrote it
    return JSON.parse(world ?? '{}') as World;
  }

  #compare(here: World): void {
    const different = differences(this.#options, here);
    if (different.length === 0) return;
    throw new OptionError(
      `Failed to use the state at ${this.#address.name}: its mocks are set up otherwise: ${different.join(', ')}. Set this one up the same, or choose another prefix.`,
    );
  }
}
