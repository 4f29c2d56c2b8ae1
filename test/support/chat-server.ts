import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ChatBody {
  model: string;
  max_tokens: number;
  messages: { role: string; content: string }[];
}

export type ChatHandler = (body: ChatBody, response: ServerResponse, request: IncomingMessage) => void;

/** A small server with OpenAI's chat completions, whose responses are up to the handler. */
export async function startChatServer(handle: ChatHandler) {
  const bodies: ChatBody[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as ChatBody;
    bodies.push(body);
    handle(body, response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Requests received, in order. */
    bodies,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A completion as endpoints answer it. */
export function complete(
  response: ServerResponse,
  content: string,
  more: Record<string, unknown> = {},
): void {
  const answer = {
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 },
    ...more,
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

export const goodAnswer = JSON.stringify({
  narrative: [{ text: 'The battery monitor complained throughout.', findings: ['F1'] }],
  likely_causes: [{ cause: 'A weak cell', why: 'The voltage sags.', findings: ['F1'] }],
});
