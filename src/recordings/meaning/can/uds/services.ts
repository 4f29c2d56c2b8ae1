interface UdsService {
  name: string;
  /** How many bytes after the service id a positive response repeats from the request. */
  echoed: number;
}

/** ISO 14229-1:2020, table 2 and the service tables of clauses 10 to 16. */
const services = new Map<number, UdsService>([
  [0x10, { name: 'DiagnosticSessionControl', echoed: 1 }],
  [0x11, { name: 'ECUReset', echoed: 1 }],
  [0x14, { name: 'ClearDiagnosticInformation', echoed: 0 }],
  [0x19, { name: 'ReadDTCInformation', echoed: 1 }],
  [0x22, { name: 'ReadDataByIdentifier', echoed: 2 }],
  [0x23, { name: 'ReadMemoryByAddress', echoed: 0 }],
  [0x24, { name: 'ReadScalingDataByIdentifier', echoed: 2 }],
  [0x27, { name: 'SecurityAccess', echoed: 1 }],
  [0x28, { name: 'CommunicationControl', echoed: 1 }],
  [0x29, { name: 'Authentication', echoed: 1 }],
  [0x2a, { name: 'ReadDataByPeriodicIdentifier', echoed: 0 }],
  [0x2c, { name: 'DynamicallyDefineDataIdentifier', echoed: 1 }],
  [0x2e, { name: 'WriteDataByIdentifier', echoed: 2 }],
  [0x2f, { name: 'InputOutputControlByIdentifier', echoed: 2 }],
  [0x31, { name: 'RoutineControl', echoed: 3 }],
  [0x34, { name: 'RequestDownload', echoed: 0 }],
  [0x35, { name: 'RequestUpload', echoed: 0 }],
  [0x36, { name: 'TransferData', echoed: 1 }],
  [0x37, { name: 'RequestTransferExit', echoed: 0 }],
  [0x38, { name: 'RequestFileTransfer', echoed: 1 }],
  [0x3d, { name: 'WriteMemoryByAddress', echoed: 0 }],
  [0x3e, { name: 'TesterPresent', echoed: 1 }],
  [0x83, { name: 'AccessTimingParameter', echoed: 1 }],
  [0x84, { name: 'SecuredDataTransmission', echoed: 0 }],
  [0x85, { name: 'ControlDTCSetting', echoed: 1 }],
  [0x86, { name: 'ResponseOnEvent', echoed: 1 }],
  [0x87, { name: 'LinkControl', echoed: 1 }],
]);

export function udsService(id: number): UdsService | undefined {
  return services.get(id);
}

/** ISO 14229-1:2020, 8.7: a service id with bit 6 set is that of a response. */
export const responseBit = 0x40;
/** The first byte of a negative response. */
export const negativeResponse = 0x7f;
