const names = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL/i;

/** Values of the environment that must not be written anywhere. A value of a few characters would hit words instead. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && value.length >= 8 && names.test(name) ? [value] : [],
  );
}

/** The text with every secret blotted out. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
}
