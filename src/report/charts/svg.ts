import { plainText } from '../../text/plain-text.ts';

/** A piece of SVG. Made only here, so that text from outside cannot become markup. */
export interface Markup {
  readonly markup: string;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A child that is a string is text and is escaped; numbers are rounded to hundredths of a pixel. */
export function element(name: string, attributes: Attributes, ...children: (Markup | string)[]): Markup {
  let markup = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined)
      markup += ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(value)}"`;
  }
  if (children.length === 0) return { markup: `${markup}/>` };
  const inside = children.map((child) => (typeof child === 'string' ? escapeXml(child) : child.markup));
  return { markup: `${markup}>${inside.join('')}</${name}>` };
}

/** The `d` of a path through points. */
export function line(points: readonly (readonly [x: number, y: number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escapeXml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A text as it stands in markup of `element`, changed. */
export function textIn(escaped: string, change: (text: string) => string): string {
  const text = escaped.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => characters[entity] ?? entity);
  return escapeXml(change(text));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const characters = Object.fromEntries(
  Object.entries(entities).map(([character, entity]) => [entity, character]),
);
