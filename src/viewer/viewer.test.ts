import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { percent } from '../report/terminal.ts';
import { Results } from '../score/results.ts';
import { summarise } from '../score/summary.ts';
import { answer, TinyProject } from '../testing/tiny-project.ts';

const root = path.resolve(import.meta.dirname, '../..');
const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  existsSync(file),
);
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const hostile =
  '<img src=x onerror="window.__ran=1"> ![beacon](http://198.51.100.7/b.png) <script>window.__ran=1</script> {{ 7*7 }}';

// What a reader of the viewer sees, in a real browser. Without one the tests say that they were skipped.
describe.skipIf(executable === undefined)('the viewer', () => {
  let project: TinyProject;
  let server: ChildProcess;
  let browser: Browser;
  let page: Page;
  let base = '';
  let results: Results;
  const foreign: string[] = [];

  beforeAll(async () => {
    project = new TinyProject();
    // Uneven numbers of scored answers per variant are what promptfoo's own table header gets wrong.
    project.record('control', 1, answer(`control ${hostile}`));
    project.record('control', 2, answer('no'));
    project.record('control', 3, answer('control'));
    project.record('machine-learning-engineer', 1, answer('control', 'eval("x")'));
    const run = await project.run('eval', '--repeat', '3', '--json', 'rows.json');
    expect(run.code).toBe(4);
    results = Results.parse(JSON.parse(readFileSync(path.join(project.root, 'rows.json'), 'utf8')));
    const port = await freePort();
    base = `http://127.0.0.1:${port}`;
    server = spawn(process.execPath, [path.join(root, 'src/cli/main.ts'), 'view', '--port', String(port)], {
      cwd: project.root,
      stdio: 'ignore',
    });
    await until(() => fetch(`${base}/health`).then((response) => response.ok));
    browser = await chromium.launch({ executablePath: executable ?? '', args: quiet });
    page = await browser.newPage({ viewport: { width: 1800, height: 1200 } });
    await page.context().route(
      (url) => url.hostname !== '127.0.0.1',
      (route) => {
        foreign.push(route.request().url());
        return route.abort();
      },
    );
    await page.goto(`${base}/eval`);
    await page.locator('table.results-table tbody tr').first().waitFor({ timeout: 60_000 });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    server?.kill();
    project?.[Symbol.dispose]();
  });

  it('has the variants side by side', async () => {
    const columns = await page.locator('thead .output-header .prompt-container button span').allInnerTexts();
    expect(columns.join(' ')).toContain('control');
    expect(columns.join(' ')).toContain('machine-learning-engineer');
    expect(await page.locator('thead .output-header').count()).toBe(2);
  });

  it('shows every checklist item as a metric, to the digit of the summary', async () => {
    const { items, overall, variants } = summarise(results.rows, results.variants, () => ['a/b', 'a/d']);
    const headers = page.locator('thead .output-header');
    for (const [column, variant] of variants.entries()) {
      const chip = (metric: string) =>
        headers.nth(column).locator(`[data-testid="metric-value-${metric}"]`).innerText();
      for (const [item, means] of items) {
        expect(await chip(item), `${variant} ${item}`).toContain(
          percent(means.get(variant)?.mean ?? Number.NaN),
        );
      }
      expect(await chip('cell score')).toContain(percent(overall.get(variant)?.mean ?? Number.NaN));
    }
  });

  it('shows each check with its reason and evidence', async () => {
    const cell = page.locator('tbody tr div.cell:has(.cell-actions)').first();
    await cell.hover();
    await cell.getByRole('button', { name: 'View output and test details' }).click();
    await page.getByRole('tab', { name: /Evaluation/ }).click();
    const text = await page.getByRole('dialog').innerText();
    expect(text).toContain('says-control: said');
    expect(text).toContain('Does the prose say control?');
    expect(text).toContain('prose, line 1: control');
    await page.keyboard.press('Escape');
  });

  it('runs nothing of an answer, and asks nobody else', async () => {
    expect(await page.evaluate(() => '__ran' in globalThis)).toBe(false);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(foreign).toEqual([]);
  });

  it('listens on 127.0.0.1 alone, and answers no other host or page', async () => {
    const port = new URL(base).port;
    const listening =
      readFileSync('/proc/net/tcp', 'utf8') +
      (existsSync('/proc/net/tcp6') ? readFileSync('/proc/net/tcp6', 'utf8') : '');
    const hex = Number(port).toString(16).toUpperCase().padStart(4, '0');
    const sockets = [...listening.matchAll(new RegExp(`\\s([0-9A-F]+):${hex} [0-9A-F]+:0000 0A`, 'g'))].map(
      (match) => match[1],
    );
    expect(sockets).toEqual(['0100007F']);
    const status = (...headers: string[]) =>
      execFileSync(process.execPath, ['-e', request, port, ...headers], { encoding: 'utf8' }).trim();
    expect(status('Host', `127.0.0.1:${port}`)).toBe('200');
    expect(status('Host', `evil.example:${port}`)).toBe('403');
    expect(status('Host', `127.0.0.1:${port}`, 'Origin', 'http://evil.example')).toBe('403');
  });
});

/** fetch sets its own Host header, so this asks through node:http. */
const request = `const [port, ...list] = process.argv.slice(1);
require('node:http').get({ host: '127.0.0.1', port, path: '/api/results', headers: list }, (r) => { console.log(r.statusCode); r.resume(); });`;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function until(ready: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await ready().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new TypeError('the viewer did not start');
}
