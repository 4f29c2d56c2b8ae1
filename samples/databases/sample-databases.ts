import { vehicleMessages } from '../dbc/vehicle-messages.ts';
import { writeArxml } from './write-arxml.ts';
import { writeDbf } from './write-dbf.ts';
import { writeKcd } from './write-kcd.ts';
import { writeSym } from './write-sym.ts';

/** A LIN description file of the sample car's climate control (ISO 17987-2). */
export const sampleLdf = `/* written for tests */
LIN_description_file;
LIN_protocol_version = "2.1";
LIN_language_version = "2.1";
LIN_speed = 19.2 kbps;
Nodes { Master: Gateway, 5 ms, 0.1 ms; Slaves: Climate, Fan; }
Signals {
  CabinTemp: 8, 0xFF, Climate, Gateway;
  FanSpeed: 12, 0, Fan, Gateway;
  FanState: 2, 0, Fan, Gateway; // names only
  ClimateError: 1, 0, Climate, Gateway;
  FanError: 1, 0, Fan, Gateway;
  Serial: 32, {1, 2, 3, 4}, Fan, Gateway;
}
Diagnostic_signals { MasterReqB0: 8, 0; }
Frames {
  Climate_01: 0x11, Climate, 2 { CabinTemp, 0; ClimateError, 15; }
  Fan_01: 18, Fan, 8 { FanSpeed, 0; FanState, 12; FanError, 14; Serial, 16; }
}
Diagnostic_frames { MasterReq: 0x3C { MasterReqB0, 0; } }
Node_attributes {
  Climate { LIN_protocol = "2.1"; configured_NAD = 0x01; initial_NAD = 0x01; product_id = 0x1, 0x2, 255; response_error = ClimateError;
    P2_min = 50 ms; ST_min = 0 ms; configurable_frames { Climate_01; } }
  Fan { LIN_protocol = "2.1"; configured_NAD = 0x02; initial_NAD = 0x02; product_id = 0x1, 0x2, 255; response_error = FanError;
    P2_min = 50 ms; ST_min = 0 ms; configurable_frames { Fan_01; } }
}
Schedule_tables { Normal { Climate_01 delay 10 ms; Fan_01 delay 10 ms; } }
Signal_encoding_types {
  Temp { physical_value, 0, 254, 0.5, -40, "degC"; logical_value, 255, "invalid"; }
  Rpm { physical_value, 0, 4095, 2, 0, "rpm"; }
  State { logical_value, 0, "off"; logical_value, 1, "on"; logical_value, 3, "fault"; }
  Text { ascii_value; }
}
Signal_representation { Temp: CabinTemp; Rpm: FanSpeed; State: FanState; Text: Serial; }
`;

/** The database of the sample car in the other formats, by the endings of their files. */
export const sampleDatabases: Readonly<Record<'kcd' | 'arxml' | 'sym' | 'dbf' | 'ldf', () => Uint8Array>> = {
  kcd: () => Buffer.from(writeKcd(vehicleMessages)),
  arxml: () => Buffer.from(writeArxml(vehicleMessages)),
  // PEAK's editor writes Windows code page 1252.
  sym: () => Buffer.from(writeSym(vehicleMessages), 'latin1'),
  // BUSMASTER's converters write in the code page of Windows.
  dbf: () => Buffer.from(writeDbf(vehicleMessages), 'latin1'),
  ldf: () => Buffer.from(sampleLdf),
};
