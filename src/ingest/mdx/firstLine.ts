/** The first line of a text, short enough for a message. */
export function firstLine(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 50 ? `${line.slice(0, 47)}…` : line;
}
