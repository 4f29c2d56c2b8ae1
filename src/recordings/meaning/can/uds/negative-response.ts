import type { Severity } from '../../../../domain/severity.ts';
import type { Findings } from '../../../summary/summary-builder.ts';
import { type CanMessage, hex, placeOf } from '../can-message.ts';
import type { Ecu } from '../diagnostics/ecu.ts';
import { udsService } from './services.ts';

/** ISO 14229-1:2020, annex A.1. */
const names: Record<number, string> = {
  16: 'generalReject',
  17: 'serviceNotSupported',
  18: 'subFunctionNotSupported',
  19: 'incorrectMessageLengthOrInvalidFormat',
  20: 'responseTooLong',
  33: 'busyRepeatRequest',
  34: 'conditionsNotCorrect',
  36: 'requestSequenceError',
  37: 'noResponseFromSubnetComponent',
  38: 'failurePreventsExecutionOfRequestedAction',
  49: 'requestOutOfRange',
  51: 'securityAccessDenied',
  52: 'authenticationRequired',
  53: 'invalidKey',
  54: 'exceededNumberOfAttempts',
  55: 'requiredTimeDelayNotExpired',
  56: 'secureDataTransmissionRequired',
  57: 'secureDataTransmissionNotAllowed',
  58: 'secureDataVerificationFailed',
  80: 'certificateVerificationFailed, invalid time period',
  81: 'certificateVerificationFailed, invalid signature',
  82: 'certificateVerificationFailed, invalid chain of trust',
  83: 'certificateVerificationFailed, invalid type',
  84: 'certificateVerificationFailed, invalid format',
  85: 'certificateVerificationFailed, invalid content',
  86: 'certificateVerificationFailed, invalid scope',
  87: 'certificateVerificationFailed, certificate revoked',
  88: 'ownershipVerificationFailed',
  89: 'challengeCalculationFailed',
  90: 'settingAccessRightsFailed',
  91: 'sessionKeyCreationOrDerivationFailed',
  92: 'configurationDataUsageFailed',
  93: 'deAuthenticationFailed',
  112: 'uploadDownloadNotAccepted',
  113: 'transferDataSuspended',
  114: 'generalProgrammingFailure',
  115: 'wrongBlockSequenceCounter',
  120: 'requestCorrectlyReceivedResponsePending',
  126: 'subFunctionNotSupportedInActiveSession',
  127: 'serviceNotSupportedInActiveSession',
  129: 'rpmTooHigh',
  130: 'rpmTooLow',
  131: 'engineIsRunning',
  132: 'engineIsNotRunning',
  133: 'engineRunTimeTooLow',
  134: 'temperatureTooHigh',
  135: 'temperatureTooLow',
  136: 'vehicleSpeedTooHigh',
  137: 'vehicleSpeedTooLow',
  138: 'throttleOrPedalTooHigh',
  139: 'throttleOrPedalTooLow',
  140: 'transmissionRangeNotInNeutral',
  141: 'transmissionRangeNotInGear',
  143: 'brakeSwitchNotClosed',
  144: 'shifterLeverNotInPark',
  145: 'torqueConverterClutchLocked',
  146: 'voltageTooHigh',
  147: 'voltageTooLow',
  148: 'resourceTemporarilyNotAvailable',
};

const responsePending = 0x78;

/** SAE J1979: the services of OBD-II are refused in the same form. */
const lastObdService = 0x0a;

/** A refused service: 0x7F, the service, the reason. "Response pending" is not a refusal and is ignored. */
export function readNegativeResponse(message: CanMessage, ecu: Ecu, findings: Findings): void {
  if (message.length < 3) return;
  const service = message.data[message.start + 1] as number;
  const nrc = message.data[message.start + 2] as number;
  if (nrc === responsePending) return;
  const obd = service <= lastObdService;
  const name = udsService(service)?.name ?? (obd ? `mode ${hex(service, 2).slice(2)}` : hex(service, 2));
  const reason = names[nrc] ?? 'reserved or defined by the manufacturer';
  findings.code(
    {
      code: `${name}: NRC ${hex(nrc, 2)}`,
      source: obd ? 'obd' : 'uds',
      severity: severityOf(nrc),
      message: `${ecu.name} refused ${name} (${hex(service, 2)}): ${reason} (${hex(nrc, 2)}).`,
    },
    placeOf(message, ecu.topic),
  );
}

/**
 * Testers often request what an ECU does not support or allow: that is information. A failed programming or action is
 * an error; a refusal that depends on the state of the vehicle is a warning.
 */
function severityOf(nrc: number): Severity {
  if (nrc === 0x26 || (nrc >= 0x70 && nrc <= 0x73)) return 'error';
  if (nrc === 0x21 || nrc === 0x22 || nrc === 0x25 || nrc === 0x36 || (nrc >= 0x81 && nrc <= 0x94))
    return 'warning';
  return 'info';
}
