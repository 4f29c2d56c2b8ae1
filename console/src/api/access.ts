import { argus } from './client.ts';

export const { getSession, signIn, signOut, listAudit, auditExportUrl } = argus;
