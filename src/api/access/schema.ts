import { z } from 'zod';
import { roles } from '../../domain/identity.ts';
import { nextCursor, pageQuery } from '../http/page-schema.ts';
import { askedTime, label, largestNumber, timestamp, uuid, vehicleId } from '../http/text-schema.ts';

const role = z.enum(roles);
/** People are told by their provider or by whoever made their token. */
const name = label(100);

export const tokenParams = z.object({ id: uuid });

export const createTokenBody = z
  .strictObject({
    name: name.describe('Whom or what it is for; shown wherever it acted'),
    role,
    vehicle_id: vehicleId
      .optional()
      .describe('With the role `vehicle`, and only with it: whose batches it is kept to'),
    expires_in_days: z.int().min(1).max(3_650).nullable().default(365).describe('null for never'),
  })
  .refine((token) => (token.role === 'vehicle') === (token.vehicle_id !== undefined), {
    path: ['vehicle_id'],
    error: 'belongs to the role vehicle, and to no other',
  });

export const tokenSchema = z
  .object({
    token_id: uuid,
    name: z.string(),
    role,
    vehicle_id: z.string().nullable(),
    prefix: z.string().describe('The first characters of the token'),
    created_by: z.string(),
    created_at: timestamp,
    expires_at: timestamp.nullable(),
    last_used_at: timestamp.nullable().describe('To the minute'),
    revoked_at: timestamp.nullable(),
    revoked_by: z.string().nullable(),
  })
  .meta({ id: 'Token' });
export type TokenBody = z.infer<typeof tokenSchema>;

export const createdTokenSchema = tokenSchema
  .extend({
    token: z.string().describe('For `Authorization: Bearer`; it is shown only here, and stored nowhere'),
  })
  .meta({ id: 'CreatedToken' });
export type CreatedTokenBody = z.infer<typeof createdTokenSchema>;

export const tokensQuery = pageQuery;
export const tokenPageSchema = z
  .object({ tokens: z.array(tokenSchema), next_cursor: nextCursor })
  .meta({ id: 'TokenPage' });
export type TokenPageBody = z.infer<typeof tokenPageSchema>;

export const signInBody = z.strictObject({ token: z.string().min(1).max(200) });

export const sessionSchema = z
  .object({
    identity: z
      .object({ name: z.string(), role, vehicle_id: z.string().nullable() })
      .nullable()
      .describe('Who asks; null for nobody'),
    open: z.boolean().describe('Whether anybody may do everything, as no token was made yet'),
    signed_in: z.boolean().describe('Whether there is a session to sign out of'),
    provider: z
      .string()
      .nullable()
      .describe('Where people can sign in at `/auth/login`; null without a provider'),
  })
  .meta({ id: 'Session' });
export type SessionBody = z.infer<typeof sessionSchema>;

export const auditQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Rows per page'),
  cursor: z.coerce
    .number()
    .int()
    .min(1)
    .max(largestNumber)
    .optional()
    .describe('`next_cursor` of the previous page'),
  actor: label(300).optional().describe('`actor` of an entry'),
  action: z
    .string()
    .regex(/^[a-zA-Z ]{1,64}$/)
    .optional()
    .describe('An `operationId`, or a command'),
  since: askedTime.optional(),
  until: askedTime.optional(),
  format: z.enum(['json', 'jsonl']).default('json').describe('`jsonl`: all entries, one a line'),
});

const auditEntrySchema = z
  .object({
    id: z.int(),
    at: timestamp,
    actor: z
      .string()
      .describe('`token:ID`, `person:ISSUER SUBJECT` or `terminal:USER`; the same for as long as it exists'),
    actor_name: z.string(),
    actor_role: z.string(),
    origin: z.string().describe('Address of the client, or the host of the terminal'),
    action: z.string(),
    target: z.string(),
    resource_id: z.string().nullable().describe('What was created'),
    request_id: z.string().nullable(),
    status: z
      .int()
      .nullable()
      .describe(
        'HTTP status; 0 if the client went away before the end, null while it is under way or where the process died',
      ),
  })
  .meta({ id: 'AuditEntry' });

export const auditPageSchema = z
  .object({ entries: z.array(auditEntrySchema), next_cursor: nextCursor })
  .meta({ id: 'AuditPage' });
export type AuditPageBody = z.infer<typeof auditPageSchema>;
