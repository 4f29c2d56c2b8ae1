import { ApiError } from '../api/api-error.ts';

export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404;
