import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostile } from '../testing/hostile.ts';
import { escape, html, type Html, svgOf } from './html.ts';
import { style } from './style.ts';

describe('html', () => {
  it('escapes every value that is not markup of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const shown = html`<p title="${text}">${[text, html`<b>${text}</b>`]}</p>`.toString();
        const safe = escape(text);
        expect(shown).toBe(`<p title="${safe}">${safe}<b>${safe}</b></p>`);
        expect(escape(text)).not.toMatch(/[<>"'`]/);
      }),
    );
  });

  it('takes nothing for markup that merely looks like it', () => {
    const forged = { toString: () => '<b>' } as unknown as Html;
    expect(() => html`${forged}`).toThrow(TypeError);
    expect(html`${hostile}`.toString()).not.toMatch(/<script|<img|<svg/);
  });
});

describe('svgOf', () => {
  it('keeps shapes and text, and drops styles, classes and hooks', () => {
    const source =
      '<svg width="9" onload="x"><style>a{}</style><text class="c" style="font-size:12px;font-family:x" y="6">a &lt;b&gt;</text></svg>';
    expect(svgOf(source, 'a "label"').toString()).toBe(
      '<svg role="img" aria-label="a &quot;label&quot;" width="9"><text font-size="12" y="6">a &lt;b&gt;</text></svg>',
    );
  });

  it.each(['<svg><script>x</script></svg>', '<svg><a href="x"></a></svg>', '<svg><foreignObject/></svg>'])(
    'refuses %s',
    (source) => expect(() => svgOf(source, '')).toThrow('a chart holds'),
  );
});

describe('the palette', () => {
  const colours = new Map(
    [...style.matchAll(/--(\w+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
      ([, name = '', light = '', dark = '']) => [name, { light, dark }],
    ),
  );
  const luminance = (hex: string) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, i) => {
      const channel = Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16) / 255;
      return sum + weight * (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
    }, 0);
  const contrast = (a: string, b: string) => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  // What WCAG 2.2 asks of text, 1.4.3, and of marks, 1.4.11.
  it.each([
    ...['ink', 'muted', 'worse', 'better', 'link'].flatMap((name) => [
      [name, 'paper', 4.5] as const,
      [name, 'sheet', 4.5] as const,
    ]),
    ['worse', 'markfail', 4.5] as const,
    ['better', 'markpass', 4.5] as const,
    ['plain', 'paper', 3] as const,
  ])('%s on %s has a contrast of at least %d in both themes', (text, ground, least) => {
    for (const theme of ['light', 'dark'] as const) {
      expect(
        contrast(colours.get(text)?.[theme] ?? '', colours.get(ground)?.[theme] ?? ''),
      ).toBeGreaterThanOrEqual(least);
    }
  });
});
