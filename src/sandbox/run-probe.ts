import path from 'node:path';
import { z } from 'zod';
import { hiddenModules, loadEnvironment } from './environment.ts';
import { asRead } from './evidence.ts';
import { limits as usual, type Limits } from './limits.ts';
import { kitFiles, kitFolder, type ProbeSource } from './probe-source.ts';
import type { Ended, Sandbox } from './sandbox.ts';
import { SandboxError } from './sandbox-error.ts';
import { Stage } from './stage.ts';

const Line = z.union([
  z.strictObject({ verdict: z.string(), pass: z.boolean(), evidence: z.string() }),
  z.strictObject({ end: z.number().int().nonnegative() }),
]);

export type Verdicts = Record<string, { readonly pass: boolean; readonly evidence: string }>;

/**
 * Runs a fixture's probe on the files of an answer.
 * @param limits others than the usual ones are for tests: outcomes are keyed by the usual ones
 * @returns the verdicts, and the seconds it took
 * @throws {SandboxError} when the probe didn't tell that it came to its end: then nothing it said counts
 */
export async function runProbe(
  sandbox: Sandbox,
  source: ProbeSource,
  files: ReadonlyMap<string, string>,
  limits: Limits = usual,
): Promise<{ verdicts: Verdicts; seconds: number }> {
  using stage = new Stage();
  const hidden = hiddenModules(loadEnvironment(), source.packages);
  const ended = await sandbox.execute({
    folders: {
      '/answer': stage.write('answer', files),
      '/material': stage.copy('material', source.folder, source.material),
      '/probe': stage.copy('probe', path.join(source.folder, 'probe'), source.probe),
      '/kit/probekit': stage.copy('kit', kitFolder, kitFiles()),
    },
    argv: ['python3', '-B', '/probe/probe.py'],
    environment: {
      PATH: '/usr/bin:/bin',
      LANG: 'C.UTF-8',
      HOME: '/tmp',
      PYTHONPATH: '/kit',
      OMP_NUM_THREADS: '1',
      SANDBOX: JSON.stringify({ isolation: sandbox.isolation, limits, hidden }),
    },
    limits,
  });
  return { verdicts: verdictsOf(ended, limits.wall), seconds: ended.seconds };
}

function verdictsOf(ended: Ended, wall: number): Verdicts {
  const said = ended.stderr.trimEnd().split('\n').slice(-12).join('\n');
  if (ended.late) throw new SandboxError(`the probe was still running after ${wall} s`, said);
  if (ended.code !== 0)
    throw new SandboxError(`the probe ended with exit code ${ended.code}${lastLine(said)}`, said);
  const lines = ended.stdout.split('\n').filter((line) => line !== '');
  const verdicts: Verdicts = Object.create(null) as Verdicts;
  let end: number | undefined;
  for (const line of lines) {
    const parsed = parseLine(line);
    if (!parsed || end !== undefined)
      throw new SandboxError(`the probe said what is no verdict: ${line.slice(0, 120)}`, said);
    if ('end' in parsed) end = parsed.end;
    else if (parsed.verdict in verdicts)
      throw new SandboxError(`the probe reported ${parsed.verdict} twice`, said);
    else verdicts[parsed.verdict] = { pass: parsed.pass, evidence: asRead(parsed.evidence) };
  }
  if (end === undefined || end !== Object.keys(verdicts).length)
    throw new SandboxError('the probe did not come to its end', said);
  return verdicts;
}

function parseLine(line: string): z.infer<typeof Line> | undefined {
  try {
    return Line.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function lastLine(said: string): string {
  const line = said.split('\n').at(-1)?.trim() ?? '';
  return line === '' ? '' : `: ${line.slice(0, 200)}`;
}
