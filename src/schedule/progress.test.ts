import { expect, it } from 'vitest';
import { progressLine, progressReporter } from './progress.ts';

const progress = {
  total: 40,
  done: 10,
  failed: 2,
  inFlight: 8,
  retried: 3,
  spent: 500_000,
  elapsedMs: 60_000,
};

it('says what is done, in flight, retried, spent, to be spent, and left', () => {
  expect(progressLine(progress)).toBe(
    '10 of 40 answers · 2 failed · 8 in flight · 3 retried · $0.50 of about $1.90 · 2 min left',
  );
  expect(progressLine({ ...progress, failed: 0, retried: 0, spent: null })).toBe(
    '10 of 40 answers · 8 in flight · cost unknown · 3 min left',
  );
  expect(progressLine({ ...progress, done: 0, failed: 0, spent: 0 })).toContain('$0.00');
});

it('redraws for a person, and adds a line now and then elsewhere', () => {
  let [text, now] = ['', 0];
  const shownIn = (terminal: boolean) => {
    text = '';
    now = 0;
    const reporter = progressReporter(
      (more) => (text += more),
      terminal,
      () => now,
    );
    for (now = 0; now < 90_000; now += 50) reporter.changed({ ...progress, elapsedMs: now * 10 });
    reporter.end();
    return text;
  };
  expect(shownIn(false).split('\n').length - 1).toBe(2);
  expect(shownIn(true)).toMatch(/^\r\u001b\[2K10 of 40/);
  expect(text.includes('\n')).toBe(false);
});
