/** Elements of ARXML, as its writers need them. */

export function pack(name: string, elements: string): string {
  return `<AR-PACKAGE><SHORT-NAME>${name}</SHORT-NAME><ELEMENTS>${elements}</ELEMENTS></AR-PACKAGE>`;
}

export function element(kind: string, name: string, content: string): string {
  return `\n<${kind}><SHORT-NAME>${name}</SHORT-NAME>${content}</${kind}>`;
}

export function reference(kind: string, target: string, path: string): string {
  return `<${kind} DEST="${target}">${path}</${kind}>`;
}
