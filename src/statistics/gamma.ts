/** Lanczos coefficients for g = 607/128, as computed by P. Godfrey (2001). */
const lanczos = [
  57.156235665862923517, -59.597960355475491248, 14.136097974741747174, -0.49191381609762019978,
  0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4, 0.15808870322491248884e-3,
  -0.21026444172410488319e-3, 0.2174396181152126432e-3, -0.16431810653676389022e-3, 0.84418223983852743293e-4,
  -0.2619083840158140867e-4, 0.36899182659531622704e-5,
];
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  const shifted = x + 607 / 128 - 0.5;
  const sum = lanczos.reduce(
    (total, coefficient, i) => total + coefficient / (x + i),
    0.99999999999999709182,
  );
  return (x - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + Math.log(sum);
}

/** ln of n over k. */
export function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
