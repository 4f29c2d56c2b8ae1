import { writeDbf } from '../../../../samples/databases/write-dbf.ts';
import type { RandomFormat } from '../random-format.ts';
import { databaseFiles } from './database-files.ts';

export const dbfFormat: RandomFormat = {
  name: 'dbf',
  reader: 'canmatrix 1.2 on frames of python-can 4.6.1',
  script: 'dbf.py',
  files: databaseFiles({ switches: 1, longest: 64 }, (messages) => ({
    dbc: writeDbf(messages, { common: true }),
  })),
  nearNs: 1_000,
  hasBytes: true,
  hasValues: true,
};
