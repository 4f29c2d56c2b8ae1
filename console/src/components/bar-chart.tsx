export interface Bar {
  key: string;
  /** 0 to 1, of the height. */
  height: number;
  /** Shown to whoever points at it. */
  title: string;
}

interface BarChartProps {
  label: string;
  bars: readonly Bar[];
}

const width = 132;
const height = 28;
/** So that one batch among thousands is seen. */
const leastHeight = 2;
const widestStep = 12;

/** A small picture in a row of a table. */
export function BarChart({ label, bars }: BarChartProps) {
  const step = Math.min(widestStep, width / bars.length);
  return (
    <svg
      class="bar-chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {bars.map(({ key, title, height: share }, i) => {
        const tall = share === 0 ? 0 : Math.max(leastHeight, share * (height - 2));
        return (
          <rect key={key} x={i * step} y={height - tall} width={Math.max(1, step - 1)} height={tall}>
            <title>{title}</title>
          </rect>
        );
      })}
      <line x1={0} x2={step * bars.length} y1={height - 0.5} y2={height - 0.5} />
    </svg>
  );
}
