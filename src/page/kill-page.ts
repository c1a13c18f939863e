import { type Shape, shapes } from '../checks/schema.ts';
import { type CalibratedCheck, type Calibration, pooled, type Rate } from '../validity/calibration.ts';
import { demands, localOperators, type Operator, wholeOperators } from '../validity/mutants/operators.ts';
import { html, type Html } from './html.ts';
import { shell } from './shell.ts';

const operators = Object.keys(demands) as Operator[];

const others: Readonly<Partial<Record<Operator, string>>> = {
  truncate: 'the answer ends before what the verdict rests on',
  'wrong fix': 'one mistake is put into the right answer',
  stuffed: 'all the right words, and nothing done',
  foreign: 'the right answer to another question',
};

/** The kill matrix as a page: by operator, by check, and every mutant that came out otherwise than demanded. */
export function killPage(calibration: Calibration): string {
  const { checks, alive, trials } = calibration;
  const unkilled = checks.filter(({ killed }) => !killed);
  const head = html`<p class="eyebrow">the graders under test</p>
<h1 class="${alive.length + unkilled.length === 0 ? 'PASS' : 'REGRESS'}">${trials - alive.length} of ${trials}</h1>
<p class="lead">mutants of right answers came out as they must, on ${checks.length} checks of ${new Set(checks.map(({ fixture }) => fixture)).size} fixtures.</p>
<ul class="why">${alive.length > 0 ? html`<li>${alive.length} came out otherwise.</li>` : html`<li>None came out otherwise.</li>`}
${unkilled.length > 0 ? html`<li>Nothing makes these fail: ${unkilled.map(({ fixture, check }) => `${fixture} ${check}`).join(', ')}.</li>` : html`<li>Every check is made to fail by something.</li>`}</ul>`;
  const fixtures = [...Map.groupBy(checks, ({ fixture }) => fixture)];
  const parts = [
    { id: 'operators', title: 'By operator', body: byOperator(checks) },
    { id: 'labels', title: 'Labelled answers', body: byShape(checks) },
    ...(alive.length > 0 ? [{ id: 'alive', title: 'What came out otherwise', body: lived(alive) }] : []),
    {
      id: 'checks',
      title: 'By check',
      body: html`<p class="note">Right of demanded, by operator; a dot where nothing is demanded or no such mutant can be made.</p>
${fixtures.map(([fixture, own]) => html`<details class="fixture"><summary>${fixture}<span>${own.length} checks</span></summary>${byCheck(fixture, own)}</details>`)}`,
    },
  ];
  return shell({
    title: `kill matrix: ${trials - alive.length} of ${trials}`,
    head,
    parts,
    foot: html`npm run calibrate -- --html FILE. What each operator must do to which kind of check is the table in src/validity/mutants/operators.ts.`,
  });
}

function byOperator(checks: readonly CalibratedCheck[]): Html {
  const present = shapes.filter((shape) => checks.some((check) => check.shape === shape));
  const rate = (operator: Operator, shape: Shape) =>
    pooled(
      checks.filter((check) => check.shape === shape).flatMap((check) => check.operators[operator] ?? []),
    );
  return html`<p class="note">What is done to a right answer, and on how many checks it came out as demanded. Under the figure: whether the verdict must turn or stay.</p>
${scrolled(
  'Mutants that came out as demanded, by operator and kind of check',
  ['what is done', ...present],
  operators.map(
    (operator) => html`<tr><th scope="row">${operator}<small>${aboutOf(operator)}</small></th>${present.map(
      (shape) => {
        const demand = demands[operator][shape];
        return demand === undefined
          ? none
          : cell(rate(operator, shape), demand === 'flips' ? 'must turn' : 'must stay');
      },
    )}</tr>
`,
  ),
)}`;
}

function byShape(checks: readonly CalibratedCheck[]): Html {
  const present = shapes.filter((shape) => checks.some((check) => check.shape === shape));
  return html`<p class="note">Labelled answers told right: of those that should pass (sensitivity) and of those that should fail (specificity), with Wilson’s bounds at 95 %.</p>
${scrolled(
  'Sensitivity and specificity on labelled answers',
  ['', ...present],
  (['sensitivity', 'specificity'] as const).map(
    (key) => html`<tr><th scope="row">${key}</th>${present.map((shape) => {
      const rate = pooled(checks.filter((check) => check.shape === shape).map((check) => check[key]));
      return cell(rate, boundsOf(rate));
    })}</tr>
`,
  ),
)}`;
}

function byCheck(fixture: string, checks: readonly CalibratedCheck[]): Html {
  const used = operators.filter((operator) => checks.some((check) => check.operators[operator]));
  return scrolled(
    `Checks of ${fixture}`,
    ['check', 'should pass', 'should fail', ...used],
    checks.map(
      ({
        check,
        shape,
        sensitivity,
        specificity,
        operators: own,
      }) => html`<tr><th scope="row">${check}<small>${shape}</small></th>${cell(sensitivity, '')}${cell(specificity, '')}${used.map(
        (operator) => {
          const rate = own[operator];
          return rate ? cell(rate, '') : none;
        },
      )}</tr>
`,
    ),
  );
}

function lived(alive: Calibration['alive']): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Mutants that came out otherwise"><table><thead><tr><th scope="col">operator</th><th scope="col">check</th><th scope="col">answer</th><th scope="col">what came of it</th></tr></thead>
<tbody>${alive.map(({ operator, fixture, check, answer, result, note }) => html`<tr><td>${operator}</td><td>${check}<small>${fixture}</small></td><td>${answer}</td><td>${result}<small>${note}</small></td></tr>`)}</tbody></table></div>`;
}

function scrolled(caption: string, head: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="heat">
<caption>${caption}</caption>
<thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

const none = html`<td class="none">·</td>`;

/** Colour says only whether all came out as demanded; the figures say how many. */
function cell(rate: Rate, below: string): Html {
  const { right, n } = rate;
  if (n === 0) return none;
  return html`<td class="${right === n ? 'hp1' : 'hm3'}"><b>${right}/${n}</b>${below === '' ? null : html`<small>${below}</small>`}</td>`;
}

function boundsOf({ low, high }: Rate): string {
  return low === null || high === null ? '' : `${low.toFixed(2)} – ${high.toFixed(2)}`;
}

function aboutOf(operator: Operator): string {
  const named: Readonly<Partial<Record<Operator, { readonly about: string }>>> = {
    ...localOperators,
    ...wholeOperators,
  };
  return named[operator]?.about ?? others[operator] ?? '';
}
