import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a hostile answer would find if it came out: a file, a variable, two servers, each with a word planted in it. */
export class Host implements AsyncDisposable {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'host-'));
  readonly file = path.join(this.folder, 'planted');
  /** Where stages are made, so that what is left of them is seen. */
  readonly stages = path.join(this.folder, 'stages');
  readonly abstract = `planted-${randomBytes(6).toString('hex')}`;
  readonly words: Readonly<Record<'file' | 'variable' | 'server', string>>;
  readonly #servers: Server[] = [];
  readonly #before: Readonly<Record<string, string | undefined>>;
  port = 0;
  /** Connections to either server. */
  connections = 0;

  private constructor() {
    const word = () => randomBytes(12).toString('hex');
    this.words = { file: word(), variable: word(), server: word() };
    // The sandbox's user, who is nobody, has to pass through.
    for (const folder of [this.folder, this.stages]) {
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o755);
    }
    writeFileSync(this.file, this.words.file, { mode: 0o666 });
    this.#before = { PLANTED: process.env['PLANTED'], TMPDIR: process.env['TMPDIR'] };
    process.env['PLANTED'] = this.words.variable;
    process.env['TMPDIR'] = this.stages;
  }

  static async open(): Promise<Host> {
    const host = new Host();
    host.port = await host.#listen({ host: '127.0.0.1', port: 0 });
    await host.#listen({ path: `\0${host.abstract}` });
    return host;
  }

  /** What has become of the planted file: nothing, where all went well. */
  get changed(): boolean {
    return readFileSync(this.file, 'utf8') !== this.words.file;
  }

  get stagesLeft(): string[] {
    return readdirSync(this.stages);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const [name, value] of Object.entries(this.#before))
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    await Promise.all(this.#servers.map((server) => new Promise((done) => server.close(done))));
    rmSync(this.folder, { recursive: true, force: true });
  }

  #listen(where: { host: string; port: number } | { path: string }): Promise<number> {
    const server = createServer((socket) => {
      this.connections += 1;
      socket.end(this.words.server);
    });
    this.#servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(where, () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  }
}
