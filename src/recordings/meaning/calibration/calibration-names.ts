/** ASAM MCD-1 XCP 1.5, table of commands; the package pyxcp has the same. */
const xcpCommands = [
  ...[
    'CONNECT',
    'DISCONNECT',
    'GET_STATUS',
    'SYNCH',
    'GET_COMM_MODE_INFO',
    'GET_ID',
    'SET_REQUEST',
    'GET_SEED',
  ],
  ...[
    'UNLOCK',
    'SET_MTA',
    'UPLOAD',
    'SHORT_UPLOAD',
    'BUILD_CHECKSUM',
    'TRANSPORT_LAYER_CMD',
    'USER_CMD',
    'DOWNLOAD',
  ],
  ...['DOWNLOAD_NEXT', 'DOWNLOAD_MAX', 'SHORT_DOWNLOAD', 'MODIFY_BITS', 'SET_CAL_PAGE', 'GET_CAL_PAGE'],
  ...['GET_PAG_PROCESSOR_INFO', 'GET_SEGMENT_INFO', 'GET_PAGE_INFO', 'SET_SEGMENT_MODE', 'GET_SEGMENT_MODE'],
  ...[
    'COPY_CAL_PAGE',
    'CLEAR_DAQ_LIST',
    'SET_DAQ_PTR',
    'WRITE_DAQ',
    'SET_DAQ_LIST_MODE',
    'GET_DAQ_LIST_MODE',
  ],
  ...['START_STOP_DAQ_LIST', 'START_STOP_SYNCH', 'GET_DAQ_CLOCK', 'READ_DAQ', 'GET_DAQ_PROCESSOR_INFO'],
  ...[
    'GET_DAQ_RESOLUTION_INFO',
    'GET_DAQ_LIST_INFO',
    'GET_DAQ_EVENT_INFO',
    'FREE_DAQ',
    'ALLOC_DAQ',
    'ALLOC_ODT',
  ],
  ...[
    'ALLOC_ODT_ENTRY',
    'PROGRAM_START',
    'PROGRAM_CLEAR',
    'PROGRAM',
    'PROGRAM_RESET',
    'GET_PGM_PROCESSOR_INFO',
  ],
  ...[
    'GET_SECTOR_INFO',
    'PROGRAM_PREPARE',
    'PROGRAM_FORMAT',
    'PROGRAM_NEXT',
    'PROGRAM_MAX',
    'PROGRAM_VERIFY',
  ],
  ...['WRITE_DAQ_MULTIPLE'],
];

/** From 0xFF downwards, without a gap. */
export function xcpCommand(code: number): string | undefined {
  return xcpCommands[0xff - code];
}

const xcpErrors: Record<number, string> = {
  0: 'ERR_CMD_SYNCH',
  16: 'ERR_CMD_BUSY',
  17: 'ERR_DAQ_ACTIVE',
  18: 'ERR_PGM_ACTIVE',
  32: 'ERR_CMD_UNKNOWN',
  33: 'ERR_CMD_SYNTAX',
  34: 'ERR_OUT_OF_RANGE',
  35: 'ERR_WRITE_PROTECTED',
  36: 'ERR_ACCESS_DENIED',
  37: 'ERR_ACCESS_LOCKED',
  38: 'ERR_PAGE_NOT_VALID',
  39: 'ERR_MODE_NOT_VALID',
  40: 'ERR_SEGMENT_NOT_VALID',
  41: 'ERR_SEQUENCE',
  42: 'ERR_DAQ_CONFIG',
  48: 'ERR_MEMORY_OVERFLOW',
  49: 'ERR_GENERIC',
  50: 'ERR_VERIFY',
  51: 'ERR_RESOURCE_TEMPORARY_NOT_ACCESSIBLE',
};

export function xcpError(code: number): string {
  return xcpErrors[code] ?? 'an error of its own';
}

/** CAN Calibration Protocol 2.1 (ASAP), command codes. */
const ccpCommands: Record<number, string> = {
  1: 'CONNECT',
  2: 'SET_MTA',
  3: 'DNLOAD',
  4: 'UPLOAD',
  5: 'TEST',
  6: 'START_STOP',
  7: 'DISCONNECT',
  8: 'START_STOP_ALL',
  9: 'GET_ACTIVE_CAL_PAGE',
  12: 'SET_S_STATUS',
  13: 'GET_S_STATUS',
  14: 'BUILD_CHKSUM',
  15: 'SHORT_UP',
  16: 'CLEAR_MEMORY',
  17: 'SELECT_CAL_PAGE',
  18: 'GET_SEED',
  19: 'UNLOCK',
  20: 'GET_DAQ_SIZE',
  21: 'SET_DAQ_PTR',
  22: 'WRITE_DAQ',
  23: 'EXCHANGE_ID',
  24: 'PROGRAM',
  25: 'MOVE',
  27: 'GET_CCP_VERSION',
  32: 'DIAG_SERVICE',
  33: 'ACTION_SERVICE',
  34: 'PROGRAM_6',
  35: 'DNLOAD_6',
};

export function ccpCommand(code: number): string | undefined {
  return ccpCommands[code];
}

/** The same, codes of command return messages. */
const ccpErrors: Record<number, string> = {
  1: 'DAQ processor overload',
  16: 'command processor busy',
  17: 'DAQ processor busy',
  18: 'internal timeout',
  24: 'key request',
  25: 'session status request',
  32: 'cold start request',
  33: 'calibration data initialisation request',
  34: 'DAQ list initialisation request',
  35: 'code update request',
  48: 'unknown command',
  49: 'command syntax',
  50: 'parameter out of range',
  51: 'access denied',
  52: 'overload',
  53: 'access locked',
  54: 'resource or function not available',
};

export function ccpError(code: number): string {
  return ccpErrors[code] ?? 'an error of its own';
}
