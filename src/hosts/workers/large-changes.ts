import type { Change } from '../../kit/change.ts';
import { isLarge } from '../../kit/change.ts';
import { readLines, writeChange } from '../../kit/change-text.ts';
import { inSlices, Slices } from '../../shared/slices.ts';
import type { Piece, SentChange } from './messages.ts';

/**
 * Sends changes to another process. A large one is sent as pieces of text that are written and read in slices: as an
 * object it would block both processes until it is transferred.
 */
export class ChangeSender {
  readonly #send: (piece: Piece) => void;
  #sent = 0;

  constructor(send: (piece: Piece) => void) {
    this.#send = send;
  }

  /** Sends the pieces of a large change, and returns what stands for the change in the message that follows them. */
  async send(change: Change): Promise<SentChange> {
    if (!isLarge(change)) return change;
    this.#sent += 1;
    const of = this.#sent;
    const pieces = await inSlices(writeChange(change, { inLines: true }));
    const slices = new Slices();
    for (const text of pieces) {
      this.#send({ type: 'piece', of, text });
      if (slices.isOver) await slices.next();
    }
    return { pieces: of };
  }
}

/** Receives what a {@link ChangeSender} sends. */
export class ChangeReceiver {
  readonly #pieces = new Map<number, string[]>();

  take({ of, text }: Piece): void {
    const pieces = this.#pieces.get(of);
    if (pieces) pieces.push(text);
    else this.#pieces.set(of, [text]);
  }

  /** Returns the change of a message, whose pieces came before. */
  async read(sent: SentChange): Promise<Change> {
    if (!('pieces' in sent)) return sent;
    const text = this.#pieces.get(sent.pieces)?.join('') ?? '';
    this.#pieces.delete(sent.pieces);
    // Cast: the other process wrote it
    return (await inSlices(readLines(text))) as Change;
  }
}
