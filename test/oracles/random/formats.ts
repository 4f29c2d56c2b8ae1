import { mdf3Format } from './formats/mdf3.ts';
import { traceFormats } from './formats/traces.ts';
import { ulogFormat } from './formats/ulog.ts';
import type { RandomFormat } from './random-format.ts';

/** The formats that are read by independent readers too. */
export const randomFormats: readonly RandomFormat[] = [...traceFormats, ulogFormat, mdf3Format];
