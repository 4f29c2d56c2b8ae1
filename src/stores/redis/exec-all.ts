import type { ChainableCommander } from 'ioredis';

/**
 * Runs a transaction; throws the error of its first failed command, which `exec` alone does not.
 * @returns the answers, in order.
 */
export async function execAll(transaction: ChainableCommander): Promise<unknown[]> {
  const answers = (await transaction.exec()) ?? [];
  for (const [error] of answers) if (error) throw error;
  return answers.map(([, answer]) => answer);
}
