/** A message definition as stored in a container. */
export interface MessageSchema {
  name: string;
  /** `ros1msg`, `ros2msg`, `ros2idl`, `omgidl`, `protobuf`, `flatbuffer`, `jsonschema`, or empty. */
  encoding: string;
  data: Uint8Array;
}

/** Throws for bytes that are not such a message. */
export type Decoder = (bytes: Uint8Array) => unknown;
