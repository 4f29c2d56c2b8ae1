export { ApiError } from '../../../src/client/api-error.ts';
