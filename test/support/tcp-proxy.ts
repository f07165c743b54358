import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a client and a server, as a network does, and can be as bad as one. */
export class TcpProxy {
  /** How much later bytes arrive, each way, in milliseconds. */
  delayMs = 0;
  /** Whether what the server says is lost on its way. */
  isDeaf = false;
  #target: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer((client) => this.#connect(client));
  }

  /** Starts one in front of a port of this machine. */
  static async start(target: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port; // a TCP server that listens has such an address
  }

  /** Breaks all connections, and each one that is made from now on. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Lets what is connected from now on reach another port, as when another server takes over. */
  leadTo(target: number): void {
    this.#target = target;
  }

  /** Lets connections be made again. */
  restore(): void {
    this.#isCut = false;
    this.isDeaf = false;
    this.delayMs = 0;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #connect(client: Socket): void {
    if (this.#isCut) return void client.destroy();
    const server = connect(this.#target, '127.0.0.1');
    this.#pass(client, server, () => false);
    this.#pass(server, client, () => this.isDeaf);
  }

  #pass(from: Socket, to: Socket, isLost: () => boolean): void {
    this.#sockets.add(from);
    from.on('data', (bytes) => {
      if (isLost()) return;
      if (this.delayMs === 0) to.write(bytes);
      else setTimeout(() => to.destroyed || to.write(bytes), this.delayMs);
    });
    from.on('error', () => {});
    from.on('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }
}
