import { z } from 'zod';
import { isAddress, isNetwork, withoutBrackets } from './address.ts';

/** What settings hold. */

export const port = z.coerce.number().int().min(0).max(65_535);
export const positive = z.coerce.number().int().positive();
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const addresses = z
  .string()
  .transform((value) => value.split(','))
  .refine((all) => all.every(isAddress), 'host:port, or several separated by commas; IPv6 as [::1]:port');
export const address = z.string().refine(isAddress, 'host:port; IPv6 as [::1]:port');
export const name = z.string().min(1);
export const host = name.transform(withoutBrackets);
/** Path of a PEM file. */
export const file = name.optional();
export const networks = z
  .string()
  .transform((value) => value.split(',').map((one) => one.trim()))
  .refine(
    (all) => all.every(isNetwork),
    'addresses and networks separated by commas, such as 10.0.0.0/8, ::1, loopback, linklocal or uniquelocal',
  );
/** S3 bucket naming rules: 3 to 63 characters, lower case, digits and hyphens. */
export const bucket = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, '3 to 63 lower-case letters, digits, hyphens');

/** Temporal joins the two by a colon, in earlier releases by a full stop. */
export const deploymentName = z.string().regex(/^[A-Za-z0-9][\w-]{0,99}$/, 'letters, digits, _ and -');
export const buildId = z.string().regex(/^[A-Za-z0-9][\w.+-]{0,99}$/, 'letters, digits, and . + _ -');
