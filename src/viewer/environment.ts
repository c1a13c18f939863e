import path from 'node:path';

/**
 * Settles promptfoo's environment; it reads these while it is imported, so this comes first.
 * Nothing leaves the machine: no telemetry, update check, sharing or remote generation. No templating: `{{x}}` in an
 * answer or a prompt is text. The database lies in the project.
 */
export function settleEnvironment(root: string): void {
  const settings = {
    PROMPTFOO_CONFIG_DIR: path.join(root, '.promptfoo'),
    PROMPTFOO_DISABLE_TELEMETRY: '1',
    PROMPTFOO_DISABLE_UPDATE: '1',
    PROMPTFOO_DISABLE_SHARING: '1',
    PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
    PROMPTFOO_DISABLE_TEMPLATING: '1',
    PROMPTFOO_DISABLE_TEMPLATE_ENV_VARS: '1',
    LOG_LEVEL: 'warn',
  };
  Object.assign(process.env, settings);
  silenceTelemetry();
}

/**
 * promptfoo 0.123.1 tells its makers that telemetry is disabled when telemetry is disabled.
 * It does so once per process and remembers that here; so it is told that it has.
 */
function silenceTelemetry(): void {
  let instance: { telemetryDisabledRecorded: boolean } | undefined;
  Object.defineProperty(process, Symbol.for('promptfoo.telemetry.instance'), {
    configurable: true,
    get: () => instance,
    set: (value: { telemetryDisabledRecorded: boolean }) => {
      value.telemetryDisabledRecorded = true;
      instance = value;
    },
  });
}
