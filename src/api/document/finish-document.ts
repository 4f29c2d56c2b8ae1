import { STATUS_CODES } from 'node:http';
import type { ErrorCode } from '../../domain/error.ts';
import { httpStatus, retryAfterOfStatus } from '../http/http-status.ts';

/** A node of an OpenAPI document; its members depend on its position. */
export type Node = { [key: string]: unknown };

const int32 = 2 ** 31 - 1;
const methods = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Completes the collected document, so that clients can be generated from it. */
export function finishDocument<T extends object>(document: T): T {
  const finished = structuredClone(document) as T & Node;
  walk(finished, describeNumber);
  for (const operation of operationsOf(finished)) finishOperation(operation);
  dropUnused(finished);
  return finished;
}

export function operationsOf(document: Node): Node[] {
  return Object.values((document.paths ?? {}) as Node).flatMap((path) =>
    methods.flatMap((method) => {
      const operation = (path as Node)[method];
      return operation === undefined ? [] : [operation as Node];
    }),
  );
}

/**
 * Generators take a number without a format for one of 32 bits: Go's `float32` has seven digits. The bounds that the
 * schema library sets by itself, those of JavaScript's numbers, say nothing about the value and do not fit into them.
 */
function describeNumber(schema: Node): void {
  const types = [schema.type].flat();
  if (types.includes('number')) schema.format = 'double';
  if (!types.includes('integer')) return;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  const small = typeof schema.maximum === 'number' && schema.maximum <= int32;
  schema.format = small ? 'int32' : 'int64';
}

function finishOperation(operation: Node): void {
  const { 'x-raw-body': rawBody, 'x-optional-body': optional, ...rest } = operation;
  for (const key of Object.keys(operation)) delete operation[key];
  Object.assign(operation, rest);
  if (rawBody) {
    operation.requestBody = { required: true, content: rawBody };
  }
  if (!('x-roles' in operation)) operation.security = [];
  if (optional) Object.assign(operation.requestBody as Node, { required: false });
  nameHeaders((operation.parameters ?? []) as Parameter[]);
  const responses = operation.responses as Record<string, Node>;
  if (operation.requestBody) {
    for (const code of ofBodies) responses[httpStatus[code]] ??= errorLike(responses[400], code);
  }
  for (const [status, response] of Object.entries(responses)) {
    if (response.description === 'Default Response') response.description = STATUS_CODES[status];
    if (retryAfterOfStatus(Number(status)) !== undefined) response.headers = { 'Retry-After': retryAfter };
  }
}

interface Parameter extends Node {
  name: string;
  in: string;
}

/** Go makes one name of `last-event-id` in the headers and `last_event_id` in the query, and does not compile. */
function nameHeaders(parameters: readonly Parameter[]): void {
  const goName = ({ name }: Parameter) =>
    name.replaceAll(/(?:^|[-_])([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const others = new Set(parameters.filter((one) => one.in !== 'header').map(goName));
  for (const parameter of parameters) {
    const name = goName(parameter);
    if (parameter.in === 'header' && others.has(name)) parameter['x-go-name'] = `${name}Header`;
  }
}

/** What is refused of any body, before a handler sees it. */
const ofBodies = ['timeout', 'too_large', 'unsupported_media_type'] as const;

function errorLike(error: Node | undefined, code: ErrorCode): Node {
  return { ...error, description: `\`${code}\`` };
}

const retryAfter = {
  description: 'Seconds to wait before retrying',
  schema: { type: 'integer', format: 'int32' },
};

/** Each schema is generated twice, as input and as output; often only one of them is used. */
function dropUnused(document: Node): void {
  const components = document.components as { schemas: Node } | undefined;
  if (!components) return;
  const used = new Set<string>();
  const follow = (node: unknown) =>
    walk(node, ({ $ref }) => {
      const name = typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined;
      if (name === undefined || used.has(name)) return;
      used.add(name);
      follow(components.schemas[name]);
    });
  follow(document.paths);
  components.schemas = Object.fromEntries(
    Object.entries(components.schemas).filter(([name]) => used.has(name)),
  );
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) visit(node as Node);
  for (const child of Object.values(node)) walk(child, visit);
}
