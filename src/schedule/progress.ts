/** How far a run has come. */
export type Progress = {
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly inFlight: number;
  readonly retried: number;
  /** Millionths of a dollar; null where the price is unknown. */
  readonly spent: number | null;
  readonly elapsedMs: number;
};

/** One line: cells, in flight, retries, dollars so far and at this rate in the end, time left. */
export function progressLine(progress: Progress): string {
  const { total, done, failed, inFlight, retried, spent, elapsedMs } = progress;
  const ended = done + failed;
  const money =
    spent === null
      ? 'cost unknown'
      : `${dollars(spent)}${done > 0 ? ` of about ${dollars((spent / done) * (total - failed))}` : ''}`;
  const left = ended > 0 && ended < total ? `${duration((elapsedMs / ended) * (total - ended))} left` : null;
  return [
    `${done} of ${total} answers`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    `${inFlight} in flight`,
    ...(retried > 0 ? [`${retried} retried`] : []),
    money,
    ...(left === null ? [] : [left]),
  ].join(' · ');
}

export function dollars(micros: number): string {
  return `$${(micros / 1e6).toFixed(micros < 10_000 && micros > 0 ? 4 : 2)}`;
}

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** How often a line is added where none can be redrawn. */
const sparselyMs = 30_000;

/**
 * Shows progress: one line that is redrawn for a person, a new line now and then elsewhere.
 * @returns to call on each change, and once at the end
 */
export function progressReporter(
  write: (text: string) => void,
  terminal: boolean,
  now: () => number = Date.now,
): { changed: (progress: Progress) => void; end: () => void } {
  let shown = '';
  let shownAt = now();
  return {
    changed(progress) {
      const line = progressLine(progress);
      if (line === shown || now() - shownAt < (terminal ? 100 : sparselyMs)) return;
      write(terminal ? `\r\u001b[2K${line}` : `${line}\n`);
      shown = line;
      shownAt = now();
    },
    end: () => {
      if (terminal && shown !== '') write('\r\u001b[2K');
    },
  };
}
