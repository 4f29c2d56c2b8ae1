export type { StreamMessage } from '../../../src/client/stream-message.ts';
