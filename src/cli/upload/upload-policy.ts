import type { UploadTime } from '../../domain/upload-policy.ts';
import type { HoldingReason } from '../../domain/vehicle-holdings.ts';

/** Why a file stays where it is for now; undefined when it is to be sent. */
export function whyHeld(time: UploadTime, isMetered: boolean): 'on_request' | 'unmetered' | undefined {
  if (time === 'on_request') return 'on_request';
  return time === 'unmetered' && isMetered ? 'unmetered' : undefined;
}

const sentences: Partial<Record<HoldingReason, string>> = {
  on_request: 'by the policy of the server it is sent when somebody asks for it',
  unmetered: 'by the policy of the server it waits for an unmetered link',
};

export function heldSentence(why: HoldingReason): string {
  return sentences[why] ?? why;
}
