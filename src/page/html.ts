import { createHash } from 'node:crypto';
import { printable } from '../report/printable.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * Markup that was written in this project. Only `html` and `svgOf` make one, so whatever else stands in a template is
 * text: escaped, with its control characters made visible.
 */
export class Html {
  readonly #markup: string;

  private constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }

  static template(strings: TemplateStringsArray, values: readonly Value[]): Html {
    return new Html(strings.map((text, i) => text + markupOf(values[i] ?? null)).join(''));
  }

  static checkedSvg(svg: string): Html {
    return new Html(svg);
  }
}

export type Value = Html | string | number | null | readonly Value[];

/** A template whose every value is escaped unless it is `Html` itself. Attributes have to stand between quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return Html.template(strings, values);
}

export function escape(text: string): string {
  return printable(text).replace(/[&<>"'`]/g, (character) => entities[character] ?? '');
}

/** An element's id for any text; short, and nothing of the text gets into it. */
export function anchor(...parts: readonly (string | number)[]): string {
  return `a${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12)}`;
}

function markupOf(value: Value): string {
  if (value === null) return '';
  if (value instanceof Html) return value.toString();
  return typeof value === 'object' ? value.map(markupOf).join('') : escape(String(value));
}

const tags = new Set(['svg', 'g', 'path', 'rect', 'circle', 'text', 'polygon', 'polyline']);
const attributes = new Set(
  (
    'viewBox d x y r cx cy points width height transform fill stroke stroke-width stroke-dasharray stroke-linecap ' +
    'stroke-linejoin paint-order fill-opacity text-anchor dominant-baseline font-size font-weight'
  ).split(' '),
);

/**
 * A chart's SVG, taken apart and written anew from an allow-list: what a chart library adds beyond shapes and text
 * (styles, classes, event hooks) is dropped, and an element that isn't a shape is refused.
 * @param label what a reader hears in the chart's place
 */
export function svgOf(source: string, label: string): Html {
  const parts = source.replaceAll(/<style\b[^]*?<\/style>/g, '').split(/(<[^>]*>)/);
  const written = parts.map((part) => {
    if (!part.startsWith('<')) return escape(unescape(part));
    const [, slash = '', tag = '', rest = ''] = /^<(\/?)(\w+)([^]*?)\/?>$/.exec(part) ?? [];
    if (!tags.has(tag)) throw new TypeError(`a chart holds <${tag || part.slice(0, 20)}>`);
    if (slash) return `</${tag}>`;
    const kept = [...rest.matchAll(/([\w-]+)="([^"]*)"/g)].flatMap(([, name = '', value = '']) => {
      if (name === 'style') return fontOf(value);
      return attributes.has(name) ? [`${name}="${escape(unescape(value))}"`] : [];
    });
    const head = tag === 'svg' ? ` role="img" aria-label="${escape(label)}"` : '';
    return `<${tag}${head}${kept.map((each) => ` ${each}`).join('')}>${part.endsWith('/>') ? `</${tag}>` : ''}`;
  });
  return Html.checkedSvg(written.join(''));
}

function fontOf(style: string): string[] {
  const size = /font(?:-size)?:[^;]*?([\d.]+)px/.exec(style)?.[1];
  const strong = /font(?:-weight)?:[^;]*\b(?:600|bold)\b/.test(style);
  return [...(size ? [`font-size="${size}"`] : []), ...(strong ? ['font-weight="600"'] : [])];
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
