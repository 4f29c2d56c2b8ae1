import type { VehicleRequestBody } from '../../../src/api/vehicle/request-schema.ts';
import type { UploadTime } from '../../../src/domain/upload-policy.ts';
import type { HoldingReason } from '../../../src/domain/vehicle-holdings.ts';
import type { RequestState } from '../../../src/domain/vehicle-request.ts';
import { formatUtc } from './format.ts';
import { type Label, t } from './language.ts';
import type { Tone } from './status-looks.ts';

interface Look {
  label: Label;
  tone: Tone;
}

/** Why a file is still on its vehicle. */
export const holdingLooks: Record<HoldingReason, Look & { meaning: Label }> = {
  waiting: { label: 'Waiting', tone: 'waiting', meaning: 'for its turn, or for a link' },
  unmetered: { label: 'Unmetered link', tone: 'waiting', meaning: 'goes up on a link that costs nothing' },
  on_request: { label: 'On request', tone: 'neutral', meaning: 'goes up when somebody asks for it' },
  recording: { label: 'Recording', tone: 'active', meaning: 'something still writes it' },
  failed: { label: 'Failed', tone: 'error', meaning: 'its upload failed' },
};

/** When a vehicle uploads a file. */
export const uploadTimeWords: Record<UploadTime, Label> = {
  now: 'Now',
  unmetered: 'On an unmetered link',
  on_request: 'Only when asked for',
};

export const requestLooks: Record<RequestState, Look> = {
  open: { label: 'Not seen yet', tone: 'waiting' },
  picked_up: { label: 'Picked up', tone: 'active' },
  fulfilled: { label: 'Fulfilled', tone: 'good' },
  declined: { label: 'Declined', tone: 'error' },
  expired: { label: 'Expired', tone: 'neutral' },
};

type Wanted = Pick<VehicleRequestBody, 'path' | 'pattern' | 'recorded_from' | 'recorded_to'>;

/** The files that are asked for, and the time. */
export function wantedText({ path, pattern, recorded_from, recorded_to }: Wanted): {
  files: string | undefined;
  time: string | undefined;
} {
  return {
    files: path ?? pattern ?? undefined,
    time:
      recorded_from === null || recorded_to === null
        ? undefined
        : t('recorded {from} to {to}', { from: formatUtc(recorded_from), to: formatUtc(recorded_to) }),
  };
}
