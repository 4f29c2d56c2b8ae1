import { displayWidth } from '../../text/display-width.ts';
import { element, type Markup } from './svg.ts';

/** A chart as it is stored: a standalone picture and a description for people who cannot see it. */
export interface Chart {
  /** File name, e.g. `cpu-ram.svg`. */
  name: string;
  title: string;
  description: string;
  svg: string;
}

/** A chart before it is drawn on its canvas. */
export interface Drawing {
  name: string;
  title: string;
  description: string;
  /** `chartWidth` if it is not given. */
  width?: number;
  height: number;
  content: Markup[];
}

export const chartWidth = 860;
export const fontSize = 12;

/**
 * Medium shades on a transparent background: text has a contrast of 4.5 : 1 on white and on near-black (WCAG 1.4.3).
 */
export const colours = {
  text: '#72777f',
  grid: '#808894',
  blue: '#3f83e0',
  orange: '#d9741f',
  green: '#2f9e6b',
  purple: '#9a6fd8',
  red: '#e0493f',
  magenta: '#c4429f',
} as const;

export const palette = [colours.blue, colours.orange, colours.green, colours.purple, colours.red] as const;

/** Equal drawings give equal bytes. */
export function toChart({ name, title, description, width = chartWidth, height, content }: Drawing): Chart {
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'font-family': "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
      'font-size': fontSize,
      fill: colours.text,
    },
    element('title', {}, title),
    element('desc', {}, description),
    ...content,
  );
  return { name, title, description, svg: svg.markup };
}

/**
 * Width of a text in pixels, estimated generously for sans-serif fonts, of which the widest common one (DejaVu Sans)
 * has 0.6 em.
 */
export function textWidth(text: string): number {
  return displayWidth(text) * fontSize * 0.6;
}

export function label(
  x: number,
  y: number,
  text: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): Markup {
  return element('text', { x, y, 'text-anchor': anchor === 'start' ? undefined : anchor }, text);
}

export function gridLine(x1: number, y1: number, x2: number, y2: number): Markup {
  return element('line', { x1, y1, x2, y2, stroke: colours.grid, 'stroke-opacity': 0.28 });
}

/** Coloured squares with their names in rows from the left; returns their height. */
export function legend(
  x: number,
  items: { name: string; colour: string }[],
): { height: number; content: Markup[] } {
  const content: Markup[] = [];
  const rowHeight = 20;
  let left = x;
  let y = 14;
  for (const { name, colour } of items) {
    const width = 18 + textWidth(name) + 18;
    if (left > x && left + width > chartWidth) {
      left = x;
      y += rowHeight;
    }
    content.push(
      element('rect', { x: left, y: y - 9, width: 11, height: 11, rx: 2, fill: colour }),
      label(left + 17, y, name),
    );
    left += width;
  }
  return { height: items.length === 0 ? 0 : y + 10, content };
}
