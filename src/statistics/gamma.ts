/** Lanczos coefficients for g = 607/128, as computed by P. Godfrey (2001). */
const lanczos = [
  57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202, 3.399464998481189e-5,
  4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488,
  0.00021743961811521265, -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5,
  3.6899182659531625e-6,
];
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  const shifted = x + 607 / 128 - 0.5;
  const sum = lanczos.reduce((total, coefficient, i) => total + coefficient / (x + i), 0.9999999999999971);
  return (x - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + Math.log(sum);
}

/** ln of n over k. */
export function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}
