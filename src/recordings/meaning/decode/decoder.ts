/** A message definition as a container carries it. */
export interface MessageSchema {
  name: string;
  /** `ros1msg`, `ros2msg`, `ros2idl`, `omgidl`, `protobuf`, `flatbuffer`, `jsonschema`, or empty. */
  encoding: string;
  data: Uint8Array;
}

/** Throws for bytes that are no such message. */
export type Decoder = (bytes: Uint8Array) => unknown;
