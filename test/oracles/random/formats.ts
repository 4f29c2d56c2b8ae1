import { arxmlFormat } from './formats/arxml.ts';
import { bagFormats } from './formats/bags.ts';
import { captureFormats } from './formats/captures.ts';
import { cyberFormat } from './formats/cyber.ts';
import { dataflashFormat } from './formats/dataflash.ts';
import { dbcFormat } from './formats/dbc.ts';
import { dbfFormat } from './formats/dbf.ts';
import { dltFormat } from './formats/dlt.ts';
import { kcdFormat } from './formats/kcd.ts';
import { ldfFormat } from './formats/ldf.ts';
import { mdf3Format } from './formats/mdf3.ts';
import { mdf4Format } from './formats/mdf4.ts';
import { openpilotFormat } from './formats/openpilot.ts';
import { symFormat } from './formats/sym.ts';
import { tableFormats } from './formats/tables.ts';
import { textlogFormat } from './formats/textlog.ts';
import { tlogFormat } from './formats/tlog.ts';
import { traceFormats } from './formats/traces.ts';
import { ulogFormat } from './formats/ulog.ts';
import type { RandomFormat } from './random-format.ts';

/** The formats that are read by independent readers too. */
export const randomFormats: readonly RandomFormat[] = [
  ...traceFormats,
  dbcFormat,
  arxmlFormat,
  kcdFormat,
  symFormat,
  dbfFormat,
  ldfFormat,
  ulogFormat,
  mdf3Format,
  mdf4Format,
  ...bagFormats,
  dltFormat,
  ...captureFormats,
  dataflashFormat,
  tlogFormat,
  cyberFormat,
  openpilotFormat,
  ...tableFormats,
  textlogFormat,
];
