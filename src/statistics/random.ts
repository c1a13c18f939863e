/**
 * xoshiro128** of Blackman and Vigna (2018), its state filled by splitmix32: small, fast, the same on every machine,
 * and nothing that secrets may rest on.
 */
export class Random {
  readonly #state = new Uint32Array(4);

  /** @param seed any integer; its low 32 bits count */
  constructor(seed: number) {
    let mixed = seed >>> 0;
    for (let i = 0; i < 4; i += 1) {
      mixed = (mixed + 0x9e3779b9) >>> 0;
      let word = mixed;
      word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
      word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
      this.#state[i] = word ^ (word >>> 16);
    }
  }

  /** 0 … 2³² − 1. */
  next(): number {
    const s = this.#state as unknown as [number, number, number, number];
    const scrambled = Math.imul(rotate(Math.imul(s[1], 5), 7), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate(s[3], 11);
    return scrambled;
  }

  /** 0 ≤ u < 1, in steps of 2⁻³². */
  uniform(): number {
    return this.next() / 0x1_0000_0000;
  }

  /** 0 … n − 1; uneven by less than n / 2³². */
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/**
 * Moves a random choice of k of the first n entries to the front: the first k swaps of a Fisher-Yates shuffle.
 * Every choice is equally likely whatever order the entries were in.
 */
export function chooseFirst(entries: Uint32Array | Int32Array, k: number, n: number, random: Random): void {
  for (let i = 0; i < k; i += 1) {
    const j = i + random.below(n - i);
    const held = entries[i] ?? 0;
    entries[i] = entries[j] ?? 0;
    entries[j] = held;
  }
}
