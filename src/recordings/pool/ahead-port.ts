import { once } from 'node:events';
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { type AheadPiece, isPart } from '../bytes/ahead/ahead-piece.ts';
import type { SecondThread } from './parse-request.ts';

/** Bytes that were sent and not yet taken; beyond it the sender waits. */
const maxOutstanding = 1 << 22;

/** Pieces are sent together until they are as large: each message costs both threads some 20 µs. */
const batchBytes = 1 << 18;

/** From the sender: pieces, or at last how it ended. */
type Message =
  | { kind: 'pieces'; pieces: AheadPiece[]; bytes: number }
  /** `sha256` of the whole file, if it was asked for. */
  | { kind: 'end'; sha256: string | undefined }
  | { kind: 'none' };

function bytesOf(piece: AheadPiece): number {
  return isPart(piece) ? piece.content.byteLength : piece.byteLength;
}

/** Sends pieces to the thread that reads them, which gets their memory; ends when that thread closes its port. */
export async function sendPieces(
  port: MessagePort,
  pieces: AsyncIterable<AheadPiece> | undefined,
  closed: AbortSignal,
  digest: () => Promise<string | undefined>,
): Promise<void> {
  if (!pieces) return port.postMessage({ kind: 'none' } satisfies Message);
  let outstanding = 0;
  port.on('message', (taken: number) => {
    outstanding -= taken;
  });
  let batch: AheadPiece[] = [];
  let bytes = 0;
  const flush = () => {
    const buffers = batch.map((piece) => (isPart(piece) ? piece.content.buffer : piece.buffer));
    port.postMessage({ kind: 'pieces', pieces: batch, bytes } satisfies Message, buffers);
    outstanding += bytes;
    batch = [];
    bytes = 0;
  };
  for await (const piece of pieces) {
    batch.push(piece);
    bytes += bytesOf(piece);
    if (bytes < batchBytes) continue;
    flush();
    while (outstanding > maxOutstanding) await once(port, 'message', { signal: closed });
    closed.throwIfAborted();
  }
  flush();
  port.postMessage({ kind: 'end', sha256: await digest() } satisfies Message);
}

/** The other end. The pieces end early if the sender does. */
export class PieceReceiver implements AsyncIterator<AheadPiece> {
  #sha256: string | undefined;
  readonly #port: MessagePort;
  readonly #messages: Message[] = [];
  #pieces: AheadPiece[] = [];
  #ended = false;
  #wake: () => void = () => undefined;

  constructor({ port, ended }: SecondThread) {
    this.#port = port;
    port.on('message', (message: Message) => {
      this.#messages.push(message);
      this.#wake();
    });
    // A port that the other thread has closed before it came here has no event for it.
    void Promise.resolve(Atomics.waitAsync(ended, 0, 0).value).then(() => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** Whether there are pieces at all. */
  async begins(): Promise<boolean> {
    const first = await this.#message();
    if (first?.kind !== 'pieces') return false;
    this.#messages.unshift(first);
    return true;
  }

  async next(): Promise<IteratorResult<AheadPiece, undefined>> {
    for (;;) {
      const piece = this.#pieces.shift();
      if (piece) return { done: false, value: piece };
      const message = await this.#message();
      if (message?.kind !== 'pieces') {
        if (message?.kind === 'end') this.#sha256 = message.sha256;
        return { done: true, value: undefined };
      }
      this.#pieces = message.pieces;
      this.#port.postMessage(message.bytes);
    }
  }

  /** SHA-256 of the whole file, if the sender was asked for it and has not failed; drops the pieces that are left. */
  async sha256(): Promise<string | undefined> {
    while (!(await this.next()).done);
    return this.#sha256;
  }

  /** Ends the sender, wherever it is. */
  close(): void {
    this.#port.close();
  }

  /** Undefined if there is none any more. */
  async #message(): Promise<Message | undefined> {
    for (;;) {
      const message = this.#messages.shift();
      if (message) return message;
      // What was sent before the end may not have come yet.
      if (this.#ended) return receiveMessageOnPort(this.#port)?.message as Message | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
