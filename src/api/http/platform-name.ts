import { label } from './text-schema.ts';

export const platform = label(64).describe(
  'What the fleet calls a kind of vehicle, 1 to 64 printable characters',
);
