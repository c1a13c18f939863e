/** The page's only style sheet. Both themes from one list of colours; text on any of them has a contrast of 4.5 or more. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #14171a);
  --sheet: light-dark(#f6f5f2, #1c2024);
  --ink: light-dark(#1b1f23, #e8e6e1);
  --muted: light-dark(#5b6168, #a3a8ad);
  --grid: light-dark(#e9e7e2, #2a2f34);
  --rule: light-dark(#b9b5ad, #4c535a);
  --worse: light-dark(#b3341b, #ff8f70);
  --better: light-dark(#14686b, #6cc7c4);
  --plain: light-dark(#4a5563, #b4bcc4);
  --link: light-dark(#1f5a96, #8cbcf0);
  --m: light-dark(#e0674a, #c2492c);
  --p: light-dark(#3f9a9a, #2b7b7b);
  --markfail: light-dark(#fbe3dc, #47231a);
  --markpass: light-dark(#dcefed, #173634);
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
.page { max-width: 1016px; margin: 0 auto; padding: 0 48px 96px; }
a { color: var(--link); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 16px; top: 16px; background: var(--paper); padding: 8px 12px; z-index: 1; }
header { border-bottom: 1px solid var(--grid); margin-bottom: 40px; padding: 56px 0 32px; }
.eyebrow { margin: 0 0 20px; color: var(--muted); font-size: 14px; }
h1 { margin: 0; font-size: clamp(40px, 7vw, 64px); line-height: 1.05; letter-spacing: -0.025em; font-weight: 700; }
h1.REGRESS, h1.ERROR { color: var(--worse); }
h1.PASS { color: var(--better); }
.lead { margin: 12px 0 0; font-size: 20px; color: var(--ink); }
.why { margin: 24px 0 0; padding: 0; list-style: none; max-width: 74ch; }
.why li { padding: 7px 0 7px 22px; position: relative; }
.why li::before { content: ""; position: absolute; left: 2px; top: 18px; width: 10px; height: 2px; background: var(--rule); }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); margin: 32px 0 0; gap: 24px; }
.figures div { border-top: 2px solid var(--rule); padding-top: 10px; }
.figures dt { color: var(--muted); font-size: 13px; }
.figures dd { margin: 2px 0 0; font-size: 24px; font-weight: 600; letter-spacing: -0.01em; line-height: 1.25; }
.figures small { display: block; font-size: 13px; font-weight: 400; color: var(--muted); letter-spacing: 0; margin-top: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; list-style: none; padding: 0; margin: 28px 0 0; font-size: 14px; }
section { margin: 0 0 64px; }
h2 { font-size: 24px; line-height: 1.25; letter-spacing: -0.012em; margin: 0 0 6px; }
h3 { font-size: 16px; margin: 0; }
h4 { font-size: 13px; margin: 0 0 8px; color: var(--muted); font-weight: 600; }
.note { color: var(--muted); margin: 0 0 20px; max-width: 74ch; font-size: 15px; }
svg { display: block; max-width: 100%; height: auto; font-family: inherit; }
svg text { font-variant-numeric: tabular-nums; }
.narrow { display: none; }
.worse-list { list-style: none; padding: 0; margin: 20px 0 0; }
.worse-list > li { border-top: 1px solid var(--grid); padding: 18px 0; display: grid; grid-template-columns: 110px 1fr; gap: 4px 24px; }
.worse-list .delta { font-size: 24px; font-weight: 600; color: var(--worse); line-height: 1.2; }
.worse-list .delta small { display: block; font-size: 12px; font-weight: 400; color: var(--muted); }
.worse-list p { margin: 0; }
.worse-list .item { color: var(--muted); font-size: 14px; }
.quotes { margin: 10px 0 0; display: grid; gap: 8px; }
.quotes div { border-left: 3px solid var(--rule); padding: 2px 0 2px 12px; font-size: 14px; }
.quotes .fail { border-color: var(--worse); }
.quotes .pass { border-color: var(--better); }
.quotes dt { font-size: 12px; color: var(--muted); }
.quotes dd { margin: 0; }
code, pre, q { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.86em; quotes: none; }
.scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: 14px; width: 100%; }
caption { text-align: left; color: var(--muted); font-size: 13px; padding: 0 0 8px; }
th, td { padding: 6px 10px; text-align: left; vertical-align: top; border-bottom: 1px solid var(--grid); }
thead th { color: var(--muted); font-weight: 600; font-size: 13px; vertical-align: bottom; }
tbody th { font-weight: 400; padding-left: 0; }
thead th:first-child { padding-left: 0; }
td.n, th.n { text-align: right; white-space: nowrap; }
td small, th small { display: block; color: var(--muted); font-size: 12px; font-weight: 400; }
.heat { border-collapse: separate; border-spacing: 3px; width: auto; min-width: 100%; }
.heat th, .heat td { border: 0; }
.heat thead th { font-weight: 600; text-align: right; min-width: 84px; max-width: 110px; }
.heat tbody th { position: sticky; left: 0; background: var(--paper); min-width: 150px; max-width: 230px; padding-right: 12px; }
.heat td { text-align: right; border-radius: 4px; background: var(--sheet); padding: 4px 8px; white-space: nowrap; }
.heat thead th:first-child { text-align: left; padding-left: 0; }
.heat td b { font-weight: 600; }
.heat td small { color: inherit; font-size: 11px; }
.heat td.none { background: none; color: var(--muted); text-align: center; }
${heatSteps('m')}${heatSteps('p')}
details { border-top: 1px solid var(--grid); }
details:last-of-type { border-bottom: 1px solid var(--grid); }
summary { padding: 12px 0; cursor: pointer; color: var(--link); font-size: 14px; }
.fixture > summary { display: flex; gap: 8px 16px; flex-wrap: wrap; align-items: baseline; color: var(--ink); }
.fixture > summary::before { content: "▸"; color: var(--muted); }
.fixture[open] > summary::before { content: "▾"; }
.fixture > summary span { color: var(--muted); margin-left: auto; }
.pair { margin: 4px 0 40px; }
.verdicts .differs th { font-weight: 600; }
.verdicts td { width: 34%; }
td.pass b { color: var(--better); } td.fail b { color: var(--worse); } td.unscored b { color: var(--muted); }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; margin-top: 20px; }
.side { min-width: 0; }
pre { margin: 0; padding: 14px; background: var(--sheet); border-radius: 6px; max-height: 560px; overflow: auto; white-space: pre-wrap; font-size: 12px; line-height: 1.5; }
mark { color: inherit; display: inline-block; width: 100%; border-left: 3px solid var(--better); background: var(--markpass); padding-left: 6px; }
mark.fail { border-color: var(--worse); background: var(--markfail); }
mark span { display: block; font-size: 11px; color: var(--better); font-weight: 600; }
mark.fail span { color: var(--worse); }
footer { border-top: 1px solid var(--grid); padding-top: 20px; color: var(--muted); font-size: 14px; }
@media (max-width: 760px) {
  .page { padding: 0 16px 64px; }
  header { padding: 28px 0 24px; margin-bottom: 32px; }
  .figures { grid-template-columns: 1fr 1fr; gap: 18px 16px; }
  .figures dd { font-size: 20px; }
  .wide { display: none; } .narrow { display: block; }
  .sides { grid-template-columns: 1fr; }
  .worse-list > li { grid-template-columns: 1fr; }
  .heat tbody th { min-width: 116px; max-width: 130px; font-size: 13px; }
  section { margin-bottom: 48px; }
}
@media print {
  :root { color-scheme: light; }
  .page { max-width: none; padding: 0; } nav, .skip { display: none; }
  section, .worse-list > li, tr { break-inside: avoid; }
  pre { max-height: none; } .heat td { print-color-adjust: exact; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;

/** The tints stay weak enough for the ink upon them; the figures carry the value. */
function heatSteps(sign: 'm' | 'p'): string {
  const shares = [0, 14, 26, 38, 50];
  return shares
    .map((share, i) =>
      i === 0
        ? ''
        : `.heat td.h${sign}${i} { background: color-mix(in oklab, var(--${sign}) ${share}%, var(--paper)); }\n`,
    )
    .join('');
}
