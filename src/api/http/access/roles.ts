import type { FastifyInstance } from 'fastify';
import type { Role } from '../../../domain/identity.ts';

/** Who may use a route: these roles, or everyone, even without an identity. */
export type Roles = readonly Role[] | typeof everyone;

export const everyone = 'everyone';
export const admins: Roles = ['admin'];
export const operators: Roles = ['operator', 'admin'];
export const readers: Roles = ['reader', 'operator', 'admin'];
/** A vehicle, for its own batches. */
export const vehiclesAndOperators: Roles = ['vehicle', 'operator', 'admin'];
export const vehiclesAndReaders: Roles = ['vehicle', 'reader', 'operator', 'admin'];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may use the route. A route without it keeps the API from starting. */
    roles?: Roles;
    /** The handler keeps a vehicle to what is its own; below `/batches/:id` that is done for it. */
    checksVehicle?: true;
  }
}

/** Below it a vehicle is kept to its own batches by `keepVehicles`. */
export const ownBatchPath = '/api/v1/batches/:id';

/**
 * Holds the routes registered after it to saying who may use them.
 * @throws Error when the app gets ready, naming the routes that do not.
 */
export function registerRoleStatements(app: FastifyInstance): void {
  const silent: string[] = [];
  const unguarded: string[] = [];
  const seen: {
    route: string;
    options: { url: string; config?: { roles?: Roles; checksVehicle?: true } };
  }[] = [];
  app.addHook('onRoute', (options) => {
    seen.push({ route: `${options.method} ${options.url}`, options });
  });
  app.addHook('onReady', async () => {
    for (const { route, options } of seen) {
      const { roles, checksVehicle } = options.config ?? {};
      if (roles === undefined) silent.push(route);
      else if (roles.includes('vehicle') && !checksVehicle && !isBelow(options.url, ownBatchPath))
        unguarded.push(route);
    }
    if (silent.length > 0) throw new Error(`Say in config.roles who may use: ${silent.join(', ')}.`);
    if (unguarded.length > 0) {
      throw new Error(
        `Keep vehicles to what is theirs, and say so in config.checksVehicle: ${unguarded.join(', ')}.`,
      );
    }
  });
}

export function isBelow(url: string, path: string): boolean {
  return url === path || url.startsWith(`${path}/`);
}
