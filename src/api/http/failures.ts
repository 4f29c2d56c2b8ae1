import type { ErrorCode } from '../../domain/error.ts';
import { errorSchema } from './error-schema.ts';
import { httpStatus } from './http-status.ts';

/** The part of a route's `response` that says which errors it may give. */
export function failures(...codes: ErrorCode[]): Record<number, typeof errorSchema> {
  return Object.fromEntries(codes.map((code) => [httpStatus[code], errorSchema]));
}
