import { writeFileSync } from 'node:fs';

// Preloaded into a measured process: leaves its peak memory (KiB) where the parent finds it.
process.on('exit', () => {
  const file = process.env['BENCH_USAGE'];
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
