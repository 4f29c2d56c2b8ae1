import { argus } from './client.ts';

export const { getSystem, listCustodyIncidents } = argus;
