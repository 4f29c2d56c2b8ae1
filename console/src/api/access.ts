import { argus } from './client.ts';

export const {
  getSession,
  signIn,
  signOut,
  createToken,
  listTokens,
  revokeToken,
  listAudit,
  auditExportUrl,
} = argus;
