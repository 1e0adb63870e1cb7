/** `1 h 20 min`: the signs of hours and minutes are the same in every language (BIPM, SI Brochure, table 8). */
export function minutesWords(total: number): string {
  const [hours, rest] = [Math.floor(total / 60), total % 60];
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}
