import { CustomChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Html, svgOf } from './html.ts';

echarts.use([CustomChart, GridComponent, SVGRenderer]);

export type Option = Parameters<ReturnType<typeof echarts.init>['setOption']>[0];

/** Colours are the page's custom properties, so that one drawing serves both themes. */
export const ink = {
  text: 'var(--ink)',
  muted: 'var(--muted)',
  grid: 'var(--grid)',
  line: 'var(--rule)',
  worse: 'var(--worse)',
  better: 'var(--better)',
  plain: 'var(--plain)',
  paper: 'var(--paper)',
} as const;

/** Draws a chart without a browser. */
export function draw(option: Option, width: number, height: number, label: string): Html {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return svgOf(chart.renderToSVGString(), label);
  } finally {
    // A chart keeps a timer, which would keep the process.
    chart.dispose();
  }
}

/** Round numbers around some values, in percentage points. */
export function extent(values: readonly number[], step: number): { min: number; max: number } {
  return {
    min: Math.floor(Math.min(0, ...values) / step) * step,
    max: Math.ceil(Math.max(0, ...values) / step) * step,
  };
}

export const signed = (n: number): string => (n < 0 ? `−${-n}` : n > 0 ? `+${n}` : '0');
