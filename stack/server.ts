/** The servers Argus runs on, and what each has to be able to do to be part of the stack. */

export const serverNames = [
  'temporal',
  'postgres',
  'redis',
  'kafka',
  'minio',
  'versitygw',
  'toxiproxy',
] as const;
export type ServerName = (typeof serverNames)[number];

/** What Argus itself needs. The others (a second S3 server, a proxy that breaks connections) serve tests. */
export const coreServers: readonly ServerName[] = ['temporal', 'postgres', 'redis', 'kafka', 'minio'];

export type PortName =
  | 'temporal'
  | 'temporalUi'
  | 'postgres'
  | 'redis'
  | 'kafka'
  | 'kafkaController'
  /** Where the broker listens for clients that come through a proxy, and the proxy's address that it gives them. */
  | 'kafkaProxied'
  | 'kafkaProxy'
  /** With TLS, where the stack is given certificates. */
  | 'kafkaTls'
  | 'redisTls'
  | 'minio'
  | 'versitygw'
  | 'toxiproxy';

export type StackPorts = Readonly<Record<PortName, number>>;

/** A failure whose message says what the person at the keyboard can do. */
export class StackError extends Error {
  override name = 'StackError';
}

/** Something that has to be installed by hand, with the line that does it. */
export interface MissingTool {
  readonly tool: string;
  readonly sentence: string;
}

export type Progress =
  | { readonly kind: 'building'; readonly what: string; readonly detail: string }
  | { readonly kind: 'built'; readonly what: string; readonly seconds: number }
  | { readonly kind: 'waiting'; readonly what: string; readonly detail: string }
  | { readonly kind: 'starting'; readonly what: ServerName }
  | {
      readonly kind: 'ready';
      readonly what: ServerName;
      readonly address: string;
      readonly seconds: number;
      readonly wasRunning: boolean;
    }
  | { readonly kind: 'failed'; readonly what: string };

export type OnProgress = (progress: Progress) => void;

/** Where one server of one stack lives. */
export interface Place {
  /** Absolute. */
  readonly dataDir: string;
  readonly ports: StackPorts;
  readonly tls?: StackTls | undefined;
}

/** Paths of PEM files: with them PostgreSQL, Redis and Kafka speak TLS too. */
export interface StackTls {
  readonly cert: string;
  /** PKCS #8. */
  readonly key: string;
}

export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: SystemUser | undefined;
}

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

export interface Server {
  readonly name: ServerName;
  /** The first one is the address that clients use. */
  readonly ports: readonly [PortName, ...PortName[]];
  readonly stopSignal: NodeJS.Signals;
  /** Tools that `ensure` or `prepare` would need and cannot get by itself. */
  missingTools(): Promise<MissingTool[]>;
  /** Builds or installs into the cache what is not there yet. */
  ensure(onProgress: OnProgress): Promise<void>;
  /** Where the data really goes; only for a server that cannot use the folder it was given. */
  locate?(dataDir: string): string;
  /** Lays out the data folder and says how to start the server. */
  prepare(place: Place): Promise<Launch>;
  /** Asks the server itself. False where it does not answer, or not yet as it should. */
  healthy(place: Place): Promise<boolean>;
}
