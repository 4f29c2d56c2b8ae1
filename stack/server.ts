/** The servers Argus runs on, and what each must implement to be part of the stack. */

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

/**
 * The servers that Argus itself needs. The others (a second S3 server, a proxy that breaks connections) are for
 * tests.
 */
export const coreServers: readonly ServerName[] = ['temporal', 'postgres', 'redis', 'kafka', 'minio'];

export type PortName =
  | 'temporal'
  | 'temporalUi'
  | 'postgres'
  | 'redis'
  | 'kafka'
  | 'kafkaController'
  /**
   * Where the broker listens for clients that connect through a proxy, and the proxy's address, which it advertises
   * to them.
   */
  | 'kafkaProxied'
  | 'kafkaProxy'
  /** With TLS, where the stack is given certificates. */
  | 'kafkaTls'
  | 'redisTls'
  | 'minio'
  | 'versitygw'
  | 'toxiproxy';

export type StackPorts = Readonly<Record<PortName, number>>;

/** A failure whose message says what the user can do. */
export class StackError extends Error {
  override name = 'StackError';
}

/** Something that has to be installed by hand, with the command that installs it. */
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

/** Where one server of one stack keeps its files. */
export interface Place {
  /** Absolute. */
  readonly dataDir: string;
  readonly ports: StackPorts;
  readonly tls?: StackTls | undefined;
}

/**
 * Paths of PEM files: with them PostgreSQL, Redis and Kafka speak TLS too, and MinIO alone. Redis insists on a certificate of the
 * client, PostgreSQL and Kafka ask for one.
 */
export interface StackTls {
  /** Who has signed the certificates of both sides. */
  readonly ca: string;
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
  /** Tools that `ensure` or `prepare` would need and cannot install themselves. */
  missingTools(): Promise<MissingTool[]>;
  /** Builds or installs into the cache what is missing. */
  ensure(onProgress: OnProgress): Promise<void>;
  /** The actual data folder; only for a server that cannot use the folder it was given. */
  locate?(dataDir: string): string;
  /** Prepares the data folder and returns how to start the server. */
  prepare(place: Place): Promise<Launch>;
  /** Sends the server a request. False if it does not answer, or not yet as it should. */
  healthy(place: Place): Promise<boolean>;
}
