import type { ChainableCommander } from 'ioredis';

/** Runs a transaction; throws what the first of its commands failed with, which `exec` alone would not. */
export async function execAll(transaction: ChainableCommander): Promise<void> {
  for (const [error] of (await transaction.exec()) ?? []) if (error) throw error;
}
