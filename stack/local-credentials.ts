/**
 * Credentials of the local servers, which listen on loopback only and hold test data. Fixed, so that developers can
 * connect to them; deployments set their own (see .env.example).
 */
export const postgresCredentials = { user: 'argus', password: 'argus-local', database: 'argus' } as const;

export const s3Credentials = { accessKey: 'argus-local', secretKey: 'argus-local-secret' } as const;

/** Where the stack has TLS; see `StackTls`. */
export const redisCredentials = { user: 'argus', password: 'argus-local' } as const;

/** Of the listener with TLS; see `StackTls`. */
export const kafkaCredentials = { user: 'argus', password: 'argus-local' } as const;
