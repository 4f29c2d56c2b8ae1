import { canDrive } from '../../../samples/can/can-drive.ts';
import { type CanEvent, isSampleFrame } from '../../../samples/can/can-event.ts';
import { canFaults } from '../../../samples/can/can-faults.ts';

/** The drive about which `ask.py` was asked. */
export function askedDrive(): CanEvent[] {
  return canDrive({ seconds: 60, seed: 11, faults: canFaults });
}

/**
 * Its frames as a candump log (can-utils, `log2asc` and `candump -l`), without bus errors:
 * `node -e "import('./test/oracles/can/drive-log.ts').then((m) => m.printDrive())" > drive.log`
 * @public
 */
export function printDrive(): void {
  for (const event of askedDrive()) {
    if (!isSampleFrame(event)) continue;
    const { timeNs, bus, id, extended, fd, data } = event;
    const seconds = `${timeNs / 1_000_000_000n}.${String((timeNs / 1_000n) % 1_000_000n).padStart(6, '0')}`;
    const identifier = id
      .toString(16)
      .toUpperCase()
      .padStart(extended ? 8 : 3, '0');
    const payload = Buffer.from(data).toString('hex').toUpperCase();
    process.stdout.write(`(${seconds}) CAN_${bus} ${identifier}${fd ? '##1' : '#'}${payload}\n`);
  }
}
