import type { ChainableCommander } from 'ioredis';

/** Runs a transaction; throws the error of its first failed command, which `exec` alone does not. */
export async function execAll(transaction: ChainableCommander): Promise<void> {
  for (const [error] of (await transaction.exec()) ?? []) if (error) throw error;
}
