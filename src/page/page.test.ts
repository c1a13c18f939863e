import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../cli/main.ts';
import { hostile } from '../testing/hostile.ts';
import { answer, TinyProject } from '../testing/tiny-project.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  existsSync(file),
);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];
const looks = sizes.flatMap((viewport) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ viewport, colorScheme })),
);

type Impact = { id: string; impact: string; nodes: { html: string }[] };

describe.skipIf(!executable)('the page of a gate run', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'page-'));
  const shipped = path.join(folder, 'shipped.html');
  const attacked = path.join(folder, 'attacked.html');
  const calibrated = path.join(folder, 'calibrated.html');
  const junit = path.join(folder, 'attacked.xml');
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executable ?? '',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    const silent = { root, cwd: root, out: () => undefined, err: () => undefined, terminal: false, env: {} };
    const arms = ['--base', 'machine-learning-engineer', '--candidate', 'terse'];
    await main(['gate', ...arms, '--html', shipped], silent);
    await main(['calibrate', 'decide/model-card-numbers', '--html', calibrated], silent);
    using project = new TinyProject();
    project.recordAll();
    project.addFixture('f/two');
    for (const fixture of ['f/one', 'f/two']) {
      project.record('lean', 1, answer(hostile, hostile), fixture);
      project.record('lean', 2, `${'<b>x'.repeat(250_000)}\n${hostile}`, fixture);
    }
    const attack = ['--base', 'machine-learning-engineer', '--candidate', 'lean'];
    await project.run('gate', ...attack, '--html', attacked, '--junit', junit);
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(file: string, look: (typeof looks)[number]): Promise<{ page: Page; events: string[] }> {
    const page = await browser.newPage(look);
    const events: string[] = [];
    page.on('request', (request) => events.push(`request ${request.url()}`));
    page.on('console', (message) => events.push(`console ${message.text()}`));
    page.on('pageerror', (error) => events.push(`error ${error.message}`));
    page.on('dialog', (dialog) => events.push(`dialog ${dialog.message()}`));
    await page.goto(`file://${file}`);
    await page.evaluate(`for (const each of document.querySelectorAll('details')) each.open = true`);
    await page.waitForTimeout(50);
    return { page, events };
  }

  it.each(looks)('asks for nothing and fits: $viewport.width $colorScheme', async (look) => {
    for (const file of [shipped, attacked, calibrated]) {
      const { page, events } = await open(file, look);
      expect(events).toEqual([`request file://${file}`]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        look.viewport.width,
      );
      await page.close();
    }
  });

  // Both widths and both themes, without all four of their pairs: axe takes seconds for each.
  it.each(looks.filter((_, i) => i === 1 || i === 2))(
    'has no serious accessibility issue: $viewport.width $colorScheme',
    async (look) => {
      const { page } = await open(shipped, look);
      await page.evaluate(axe);
      const violations = (await page.evaluate('axe.run().then(({ violations }) => violations)')) as Impact[];
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      const found = grave.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html}`);
      expect(found).toEqual([]);
      await page.close();
    },
    60_000,
  );

  it('runs nothing of a hostile answer and shows it as text', async () => {
    const { page } = await open(attacked, { viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
    expect(await page.evaluate('globalThis.ran')).toBeUndefined();
    expect(
      await page.locator('script, img, iframe, a[href^="javascript"], [onload], [onerror]').count(),
    ).toBe(0);
    expect(await page.locator('h1').isVisible()).toBe(true);
    const shown = await page.locator('pre').nth(1).textContent();
    expect(shown).toContain('<script>globalThis.ran = true</script></pre></details>');
    expect(shown).toContain('\\u001b[31mred');
    await page.close();
  });

  it('has its JUnit twin read by an XML parser, whatever the answers hold', async () => {
    const page = await browser.newPage();
    const parse = `(text) => {
      const parsed = new DOMParser().parseFromString(text, 'text/xml');
      return [parsed.querySelector('parsererror')?.textContent ?? null, parsed.querySelectorAll('testcase').length];
    }`;
    const text = JSON.stringify(readFileSync(junit, 'utf8'));
    expect(await page.evaluate(`(${parse})(${text})`)).toEqual([null, 5]);
    await page.close();
  });

  it('marks the lines that verdicts rest on, and links to the answers', async () => {
    const { page } = await open(shipped, { viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
    expect(await page.locator('mark').count()).toBeGreaterThan(20);
    const targets = (await page.evaluate(
      `[...document.querySelectorAll('a[href^="#"]')].map((link) => document.getElementById(link.hash.slice(1)) !== null)`,
    )) as boolean[];
    expect(targets.length).toBeGreaterThan(10);
    expect(targets).not.toContain(false);
    await page.close();
  });

  it('is worked by keyboard alone', async () => {
    const { page } = await open(shipped, { viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate('document.activeElement.textContent');
    expect(await focused()).toBe('to the figures');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('What got worse');
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await page.close();
  });
});
