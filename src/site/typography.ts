/** Units that any portal may write, beside those of its own metrics and its currency. */
const COMMON = [
  '%',
  'pp',
  'h',
  'min',
  's',
  'd',
  'k',
  'day',
  'days',
  'week',
  'weeks',
  'month',
  'months',
  'quarter',
  'quarters',
  'year',
  'years',
  'hour',
  'hours',
  'minute',
  'minutes',
  'working',
];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'Jun',
  'Jul',
  'Aug',
  'Sept',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];
/** Text that people copy as it stands, or that no reader sees. */
const APART = /<(script|style|pre|code|textarea)\b[\s\S]*?<\/\1>/g;

/**
 * Binds a number to what it counts by a no-break space, so that no line ends between `9.7` and `%`, `545` and `k EUR`, `7` and
 * `October`, or an initial and its name. Only the text of a page is set like this; values for machines keep their plain spaces.
 */
export function unitBinder(units: readonly string[]): (html: string) => string {
  // A long word may begin a line of its own, or it would push the number off its line.
  const own = units.filter(
    (unit) => unit !== '' && unit !== 'count' && unit.split(' ')[0]!.length <= 12,
  );
  const names = [...new Set([...own, ...COMMON, ...MONTHS])]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|');
  const pattern = new RegExp(
    `(?<=\\d) (?=(?:${names})(?![\\p{L}\\p{N}]))|(?<=\\d ?k) (?=[A-Z]{3}(?![\\p{L}\\p{N}]))|(?<=(?<![\\p{L}\\p{N}])\\p{Lu}\\.) (?=\\p{Lu})`,
    'gu',
  );
  return (html) => {
    const apart = [...html.matchAll(APART)].map(
      ({ 0: found, index }) => [index, index + found.length] as const,
    );
    let next = 0;
    return html.replaceAll(pattern, (space: string, at: number) => {
      while ((apart[next]?.[1] ?? Number.POSITIVE_INFINITY) <= at) next++;
      const isProse =
        at < (apart[next]?.[0] ?? Number.POSITIVE_INFINITY) &&
        html.lastIndexOf('<', at) <= html.lastIndexOf('>', at);
      return isProse ? '\u00a0' : space;
    });
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
