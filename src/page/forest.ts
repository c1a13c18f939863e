import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import { interval, points } from '../report/points.ts';
import { draw, extent, ink, signed } from './chart.ts';
import type { Html } from './html.ts';

/** A difference with its interval, in shares of 1. */
export type Line = {
  readonly label: string;
  /** A second, quieter line below the label. */
  readonly under: string;
  readonly difference: number;
  readonly interval: { readonly lower: number; readonly upper: number };
  /** worse: shown to be. hollow: not tested. whole: the mean over all lines, as a diamond. */
  readonly mark: 'worse' | 'plain' | 'hollow' | 'whole';
};

type Layout = { readonly width: number; readonly row: number; readonly left: number; readonly right: number };

const layouts: Readonly<Record<'wide' | 'narrow', Layout>> = {
  wide: { width: 920, row: 36, left: 290, right: 178 },
  narrow: { width: 358, row: 54, left: 6, right: 6 },
};

const top = 26;
const bottom = 44;

/**
 * Differences one below the other, on one axis in percentage points.
 * @param margin drawn as a second reference line; null where it doesn't apply to single lines
 */
export function forest(
  lines: readonly Line[],
  margin: number | null,
  label: string,
  form: 'wide' | 'narrow',
): Html {
  const layout = layouts[form];
  const { width, row, left, right } = layout;
  const height = top + bottom + lines.length * row;
  const all = lines.flatMap(({ interval: { lower, upper } }) => [lower * 100, upper * 100]);
  const { min, max } = extent([...all, ...(margin === null ? [] : [-margin * 100])], 10);
  const span = max - min;
  const step = span > 120 ? 50 : span > 60 ? 20 : 10;
  const range = extent([min, max], step);
  const reference = (value: number, text: string, dashed: boolean) => ({ value, text, dashed });
  const references = [
    reference(0, 'no change', false),
    ...(margin === null ? [] : [reference(-margin * 100, 'margin', true)]),
  ];
  return draw(
    {
      grid: { left, right, top, bottom },
      xAxis: {
        type: 'value',
        ...range,
        interval: form === 'narrow' ? Math.max(step, 20) : step,
        name: 'percentage points, candidate less base',
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: ink.muted, fontSize: 12 },
        axisLabel: { color: ink.muted, fontSize: 12, formatter: signed },
        splitLine: { lineStyle: { color: ink.grid } },
      },
      yAxis: { type: 'category', inverse: true, data: lines.map((_, i) => String(i)), show: false },
      series: [
        {
          type: 'custom',
          silent: true,
          data: references.map(({ value }) => [value]),
          renderItem: (parameters: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
            const { value, text, dashed } = references[parameters.dataIndex] ?? reference(0, '', false);
            const [x = 0] = api.coord([value, 0]);
            return {
              type: 'group',
              children: [
                {
                  type: 'line',
                  shape: { x1: x, x2: x, y1: top - 4, y2: height - bottom },
                  style: {
                    stroke: dashed ? ink.muted : ink.line,
                    lineWidth: 1.25,
                    ...(dashed && { lineDash: [4, 3] }),
                  },
                },
                {
                  type: 'text',
                  x,
                  y: 10,
                  style: {
                    text,
                    fill: ink.muted,
                    fontSize: 12,
                    align: dashed ? 'right' : 'left',
                    verticalAlign: 'middle',
                  },
                },
              ],
            };
          },
        },
        {
          type: 'custom',
          silent: true,
          data: lines.map(({ difference }, i) => [difference * 100, i]),
          renderItem: (parameters: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
            const line = lines[parameters.dataIndex] as Line;
            const at = (share: number) => api.coord([share * 100, parameters.dataIndex]) as [number, number];
            return {
              type: 'group',
              children: [...words(line, at(0)[1], layout, form), ...shape(line, at, form)],
            };
          },
        },
      ],
    },
    width,
    height,
    label,
  );
}

const colours = { worse: ink.worse, plain: ink.plain, hollow: ink.plain, whole: ink.text } as const;

function shape(
  { difference, interval: { lower, upper }, mark }: Line,
  at: (share: number) => [number, number],
  form: string,
) {
  const [x, middle] = at(difference);
  const y = form === 'narrow' ? middle + 14 : middle;
  const [from] = at(lower);
  const [to] = at(upper);
  const colour = colours[mark];
  if (mark === 'whole') {
    const diamond = {
      points: [
        [from, y],
        [x, y - 8],
        [to, y],
        [x, y + 8],
      ],
    };
    return [{ type: 'polygon' as const, shape: diamond, style: { fill: colour } }];
  }
  return [
    {
      type: 'line' as const,
      shape: { x1: from, y1: y, x2: to, y2: y },
      style: { stroke: colour, lineWidth: 2 },
    },
    mark === 'worse'
      ? {
          type: 'polygon' as const,
          shape: {
            points: [
              [x - 7, y - 6],
              [x + 7, y - 6],
              [x, y + 7],
            ],
          },
          style: { fill: colour },
        }
      : {
          type: 'circle' as const,
          shape: { cx: x, cy: y, r: 5 },
          style: { fill: mark === 'hollow' ? ink.paper : colour, stroke: colour, lineWidth: 2 },
        },
  ];
}

function words(
  { label, under, difference, interval: bounds, mark }: Line,
  y: number,
  layout: Layout,
  form: string,
) {
  const narrow = form === 'narrow';
  const strong = mark === 'worse' || mark === 'whole';
  const weight = strong ? 600 : 400;
  const text = (x: number, dy: number, content: string, style: object) => ({
    type: 'text' as const,
    x,
    y: y + dy,
    style: {
      text: content,
      verticalAlign: 'middle' as const,
      fontSize: 13,
      fill: ink.text,
      // A halo, since in the narrow form grid lines run behind the words.
      ...(narrow && { stroke: ink.paper, lineWidth: 4 }),
      ...style,
    },
  });
  const short = (content: string, most: number) =>
    content.length > most ? `${content.slice(0, most - 1)}…` : content;
  const figures = `${points(difference)}  ${interval(bounds)}`;
  if (narrow) {
    return [
      text(0, -18, short(label, strong ? 22 : 25), { fontWeight: weight }),
      text(0, -3, short(under, 40), { fill: ink.muted, fontSize: 11 }),
      text(layout.width, -18, figures, { align: 'right', fontWeight: weight, fontSize: 12 }),
    ];
  }
  return [
    text(layout.left - 14, under === '' ? 0 : -7, short(label, strong ? 32 : 36), {
      align: 'right',
      fontWeight: weight,
    }),
    text(layout.left - 14, 9, short(under, 44), { align: 'right', fill: ink.muted, fontSize: 11 }),
    text(layout.width, 0, figures, { align: 'right', fontWeight: weight }),
  ];
}
