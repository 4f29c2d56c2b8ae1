export interface NamedVersion {
  component: string;
  version: string;
}

/** Bounded in every part, so that no text makes it slow. */
const property = /<e\s[^<>"]{0,60}name="([^"<>]{1,100})"[^<>]{0,100}>([^<]{0,200})<\/e>/g;

/** Names of <e name="…"> properties, as loggers write them into the HD comment, that identify hardware or software. */
const properties: Record<string, string> = {
  'firmware version': 'firmware',
  'hardware version': 'hardware',
  'software version': 'software',
  'software configuration': 'software',
  'serial number': 'serial_number',
  'device type': 'device_type',
  'device id': 'device_id',
  'config crc32 checksum': 'configuration_crc32',
};

/**
 * Information about the recorder in a comment: "common_properties" of an HDcomment, the tool of an FHcomment (ASAM
 * MDF 4.1, MD block). Only these two flat forms are recognised, so no XML parser is needed and no entity can be
 * expanded.
 */
export function versionsOf(xml: string): NamedVersion[] {
  const versions: NamedVersion[] = [];
  for (const [, name = '', value = ''] of xml.matchAll(property)) {
    const component = properties[name.trim().toLowerCase()];
    if (component) versions.push({ component, version: withoutEntities(value) });
  }
  const tool = element(xml, 'tool_id');
  if (tool !== '')
    versions.push({ component: 'recorder', version: `${tool} ${element(xml, 'tool_version')}`.trim() });
  return versions;
}

function element(xml: string, name: string): string {
  const start = xml.indexOf(`<${name}>`);
  const end = xml.indexOf(`</${name}>`, start);
  return start < 0 || end < 0 ? '' : withoutEntities(xml.slice(start + name.length + 2, end).slice(0, 200));
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function withoutEntities(text: string): string {
  return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => entities[name] as string).trim();
}
