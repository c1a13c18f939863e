import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import type { Look } from '../gate/comparison.ts';
import { points } from '../report/points.ts';
import { draw, extent, ink, signed } from './chart.ts';
import type { Html } from './html.ts';

const sizes = {
  wide: { width: 920, height: 340, right: 150 },
  narrow: { width: 358, height: 330, right: 118 },
} as const;

type At = (round: number, share: number) => [number, number];

/** The estimate after every round, between the boundaries at which the gate would have stopped. */
export function path(looks: readonly Look[], label: string, form: 'wide' | 'narrow'): Html {
  const { width, height, right } = sizes[form];
  const shares = looks.flatMap(({ estimate, regressAt, passAt }) => [estimate, regressAt ?? 0, passAt ?? 0]);
  const widest = Math.max(...shares.map(Math.abs));
  const step = widest > 0.4 ? 20 : widest > 0.15 ? 10 : 5;
  const y = extent(
    shares.map((share) => share * 100),
    step,
  );
  return draw(
    {
      grid: { left: 40, right, top: 16, bottom: 52 },
      xAxis: {
        type: 'value',
        min: 0.6,
        max: Math.max(2, looks.length) + 0.2,
        interval: 1,
        name: form === 'wide' ? 'round, and answers of the candidate so far' : 'round',
        nameLocation: 'middle',
        nameGap: 32,
        nameTextStyle: { color: ink.muted, fontSize: 12 },
        axisLabel: { show: false },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLine: { show: true, onZero: false, lineStyle: { color: ink.line } },
      },
      yAxis: {
        type: 'value',
        ...y,
        interval: step,
        axisLabel: { color: ink.muted, fontSize: 12, formatter: signed },
        splitLine: { lineStyle: { color: ink.grid } },
      },
      series: [
        {
          type: 'custom',
          silent: true,
          clip: false,
          data: [[1, 0]],
          renderItem: (_: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
            const at: At = (round, share) => api.coord([round, share * 100]) as [number, number];
            const ticks = looks.map(({ round, answers }) => ({
              type: 'text' as const,
              x: at(round, 0)[0],
              y: height - 52 + 14,
              style: {
                text: form === 'wide' ? `${round} · ${answers.candidate} answers` : String(round),
                fill: ink.muted,
                fontSize: 12,
                align: 'center' as const,
                verticalAlign: 'middle' as const,
              },
            }));
            return { type: 'group', children: [...ticks, ...curves(looks, at)] };
          },
        },
      ],
    },
    width,
    height,
    label,
  );
}

function curves(looks: readonly Look[], at: At) {
  const all = [
    { of: (look: Look) => look.passAt, colour: ink.better, name: 'PASS from ', width: 1.5, weight: 400 },
    { of: (look: Look) => look.regressAt, colour: ink.worse, name: 'REGRESS to ', width: 1.5, weight: 400 },
    { of: (look: Look) => look.estimate, colour: ink.text, name: 'estimate ', width: 2.5, weight: 600 },
  ];
  return all.flatMap(({ of, colour, name, width, weight }) => {
    // A boundary is not there while nothing could cross it.
    const known = looks.flatMap((look) => {
      const share = of(look);
      return share === null ? [] : [{ share, point: at(look.round, share) }];
    });
    const last = known.at(-1);
    if (!last) return [];
    const line = known.map(({ point }) => point);
    const [x, y] = last.point;
    return [
      {
        type: 'polyline' as const,
        shape: { points: line },
        style: {
          stroke: colour,
          fill: 'none',
          lineWidth: width,
          ...(weight === 400 && { lineDash: [5, 4] }),
        },
      },
      ...line.map(([cx, cy]) => ({
        type: 'circle' as const,
        shape: { cx, cy, r: weight === 400 ? 2.5 : 5 },
        style: { fill: colour },
      })),
      {
        type: 'text' as const,
        x: x + 12,
        y,
        style: {
          text: `${name}${points(last.share)}`,
          fill: colour,
          fontSize: 12,
          fontWeight: weight,
          verticalAlign: 'middle' as const,
        },
      },
    ];
  });
}
