/** ISO 14229-1:2020, 10.6.2: authenticationTask, the sub-function of Authentication (0x29). */
const tasks: Record<number, string> = {
  0: 'deAuthenticate',
  1: 'verifyCertificateUnidirectional',
  2: 'verifyCertificateBidirectional',
  3: 'proofOfOwnership',
  4: 'transmitCertificate',
  5: 'requestChallengeForAuthentication',
  6: 'verifyProofOfOwnershipUnidirectional',
  7: 'verifyProofOfOwnershipBidirectional',
  8: 'authenticationConfiguration',
};

/**
 * Annex B.5, authenticationReturnParameter: those that end a dialogue. The others are steps of one (0x00, 0x11) or name
 * a configuration (0x02 to 0x04).
 */
const results: Record<number, { code: string; what: string }> = {
  1: { code: 'authentication rejected', what: 'rejected the authentication of a tester' },
  16: { code: 'authentication ended', what: 'ended the authenticated state' },
  18: { code: 'tester authenticated', what: 'authenticated a tester' },
  19: { code: 'certificate accepted', what: 'accepted a certificate' },
};

/** What a positive response to Authentication reports; undefined for a step whose result is still open. */
export function authenticationResult(
  task: number,
  result: number,
): { code: string; what: string } | undefined {
  const { code, what } = results[result] ?? {};
  return code && what ? { code, what: `${what} (${tasks[task] ?? `task ${task}`})` } : undefined;
}
