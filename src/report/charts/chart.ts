import type { EChartsOption } from 'echarts';
import { init } from 'echarts/dist/echarts.esm.min.mjs';
import { plainText } from '../plain-text.ts';

/** A chart as it is stored: a standalone picture and its words for people who cannot see it. */
export interface Chart {
  /** File name, e.g. `cpu-ram.svg`. */
  name: string;
  title: string;
  description: string;
  svg: string;
}

export interface ChartOption {
  name: string;
  title: string;
  description: string;
  height: number;
  option: EChartsOption;
}

export const chartWidth = 860;

/** Middle tones: contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3) for text on white as well as on near-black. */
export const colours = {
  text: '#757b85',
  line: 'rgba(128, 136, 148, 0.28)',
  blue: '#3f83e0',
  orange: '#d9741f',
  green: '#2f9e6b',
  purple: '#9a6fd8',
  red: '#e0493f',
  grey: '#8a919c',
} as const;

export const palette = [
  colours.blue,
  colours.orange,
  colours.green,
  colours.purple,
  colours.red,
  colours.grey,
];

export const fontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** Draws on a transparent background. */
export function renderChart({ name, title, description, height, option }: ChartOption): Chart {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: chartWidth, height });
  try {
    chart.setOption({
      animation: false,
      useUTC: true,
      color: palette,
      textStyle: { fontFamily, color: colours.text, fontSize: 12 },
      ...option,
    });
    return { name, title, description, svg: withWords(chart.renderToSVGString(), name, title, description) };
  } finally {
    chart.dispose();
  }
}

/**
 * Adds title and description for screen readers, and replaces the ids, which count up with every chart drawn by the
 * process, by the chart's own: equal figures give equal bytes, and several charts fit into one page.
 */
function withWords(svg: string, name: string, title: string, description: string): string {
  const prefix = name.replace(/\W+/g, '-');
  const at = svg.indexOf('>') + 1;
  return (
    svg.slice(0, at - 1).replace('<svg ', '<svg role="img" ') +
    `><title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc>` +
    svg.slice(at).replace(/((?:id|class)="|url\(#|href="#|\.)zr\d+-/g, `$1${prefix}-`)
  );
}

function escapeXml(text: string): string {
  return plainText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
