import type { Comparison } from '../gate/comparison.ts';
import { interval, points, size } from '../report/points.ts';
import { settlementText } from '../report/settlement.ts';
import { html, type Html } from './html.ts';

/** The four figures that stand beside every verdict. */
export function keyFigures({ mean, n, base, candidate, policy, settle }: Comparison): Html | null {
  if (!mean) return null;
  return html`<dl class="figures">
<div><dt>Mean score, base → candidate</dt><dd>${size(mean.base)} → ${size(mean.candidate)}<small>percent of checks, each fixture alike</small></dd></div>
<div><dt>Difference on these fixtures</dt><dd>${points(mean.estimate)}<small>points ${interval(mean.interval)}; margin ${size(policy.margin)}</small></dd></div>
<div><dt>Fixtures and answers</dt><dd>${n}<small>${base.answers} answers of the base, ${candidate.answers} of the candidate</small></dd></div>
<div><dt>Smallest drop it could show</dt><dd>${size(mean.detectable)}<small>points now; ${size(mean.detectableAtEnd)} after every planned round</small></dd></div>
</dl>
${settle ? html`<p class="note"><br>${settlementText(settle)}</p>` : null}`;
}
