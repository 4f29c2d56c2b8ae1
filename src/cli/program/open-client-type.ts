import type { ArgusClient } from '../../client/client.ts';

/** Opens the client with the server and the token that apply to this command. */
export type OpenClient = () => Promise<ArgusClient>;

/** Where the command talks to, and the token it was given by an option or by the environment. */
export type OpenAccess = () => Promise<{ server: string; token: string | undefined }>;
