import type { Socket } from 'node:net';
import type { ErrorCode } from '../../domain/error.ts';
import { httpStatus } from './http-status.ts';
import { newRequestId } from './request-id.ts';

type Refusal = Extract<ErrorCode, 'timeout' | 'too_large' | 'validation'>;

/** By the codes of Node's errors. */
const codes: Record<string, Refusal> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'timeout',
  HPE_HEADER_OVERFLOW: 'too_large',
};

/** Answers what Node's HTTP parser refuses, before a request exists, in the shape of all errors. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = codes[error.code ?? ''] ?? 'validation';
  const sentence = {
    timeout: 'The request took too long.',
    too_large: 'The headers are too large.',
    validation: 'This is not a valid HTTP request.',
  }[code];
  const body = JSON.stringify({ error: sentence, code, request_id: newRequestId() });
  socket.end(
    `HTTP/1.1 ${httpStatus[code]} ${code}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
