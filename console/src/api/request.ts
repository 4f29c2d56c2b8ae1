export { withQuery } from '../../../src/client/query.ts';
