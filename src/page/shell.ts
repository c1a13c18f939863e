import { createHash } from 'node:crypto';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { style } from './style.ts';

/** A part of a page that its navigation leads to. */
export type Part = { readonly id: string; readonly title: string; readonly body: Html };

export type Shell = {
  readonly title: string;
  /** What stands above the navigation. */
  readonly head: Html;
  readonly parts: readonly Part[];
  readonly foot: Html;
};

/** A page that needs nothing else: no script, no font, no network, which its own policy forbids. */
export function shell({ title, head, parts, foot }: Shell): string {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const start = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>`;
  const content = html`</head>
<body><div class="page">
<a class="skip" href="#main">to the figures</a>
<header>
${head}
${parts.length > 1 ? html`<nav aria-label="parts of the page"><ul>${parts.map((part) => html`<li><a href="#${part.id}">${part.title}</a></li>`)}</ul></nav>` : null}
</header>
<main id="main">
${parts.map(
  ({
    id,
    title: heading,
    body,
  }) => html`<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h">${heading}</h2>
${body}</section>
`,
)}</main>
<footer>${foot}</footer>
</div></body></html>
`;
  // The one thing that is not escaped; the policy above holds its hash.
  return `${start.toString()}\n<style>${style}</style>\n${content.toString()}`;
}
