/**
 * What one probe and the programs of an answer may use. All of it is part of every outcome's key: an answer that ran
 * out of something might not have under other limits.
 */
export type Limits = {
  /** Seconds from start to end of a probe. Probes stop an answer's programs long before. */
  readonly wall: number;
  /** Bytes: of one process, and of all processes of a machine together. */
  readonly memory: number;
  /** Processes and threads of a machine. */
  readonly processes: number;
  /** Bytes of one file. */
  readonly fileSize: number;
  /** Seconds of processor time of one process. */
  readonly cpu: number;
  /** Bytes of all files that an answer's programs write. */
  readonly scratch: number;
  /** Bytes kept of a program's output; the rest is read and dropped. */
  readonly output: number;
};

const MiB = 2 ** 20;

/** Sized by what the references take (under 1 GiB, 60 threads, 20 s a program) with room for a wasteful answer. */
export const limits: Limits = {
  wall: 300,
  memory: 4096 * MiB,
  processes: 256,
  fileSize: 256 * MiB,
  cpu: 120,
  scratch: 1024 * MiB,
  output: MiB,
};
