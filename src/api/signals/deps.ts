import type { SignalReader } from '../../signals/signal-reader.ts';
import type { ApiDeps } from '../deps.ts';

/** Dependencies of the routes of signals. */
export interface SignalDeps extends ApiDeps {
  signalReader: SignalReader;
}
