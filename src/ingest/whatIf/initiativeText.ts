import { isMap, parseDocument } from 'yaml';
import type { Initiative } from '#model/record/initiative.ts';
import { later, over, pairIn, type Patch, patched, valueAt } from './patch.ts';

/** An initiative's file with another status. */
export function withStatus(text: string, word: 'stopped' | 'paused'): string {
  return inFront(text, (yaml) => {
    const document = parseDocument(yaml);
    const written = over(document, ['status'], word);
    if (written.length > 0) return written;
    const { contents } = document;
    if (isMap(contents) && contents.flow && contents.range) {
      const end = contents.range[1] - 1;
      return [{ from: end, to: end, text: `, status: ${word}` }];
    }
    // At the end, so that nothing above it moves.
    return [{ from: yaml.length, to: yaml.length, text: `status: ${word}\n` }];
  });
}

/** The pod without its people, since when it was one, on as many lines as before. */
export function withoutPod(text: string): string {
  return inFront(text, (yaml) => {
    const document = parseDocument(yaml);
    const { key, value } = pairIn(document.contents, 'pod');
    if (!key?.range || !value?.range) return [];
    const since = valueAt(document, ['pod', 'since']);
    const rest = since === undefined ? '{}' : `{ since: ${String(since)} }`;
    const written = yaml.slice(key.range[0], value.range[1]).trimEnd();
    const lines = written.split('\n').length - 1;
    return [
      {
        from: key.range[0],
        to: key.range[0] + written.length,
        text: `pod: ${rest}${'\n#'.repeat(lines)}`,
      },
    ];
  });
}

/** Gates that nobody has decided, so many days later. What a workbook decided is decided. */
export function withLaterGates(
  text: string,
  { gates }: Pick<Initiative, 'gates'>,
  days: number,
): string {
  return inFront(text, (yaml) => {
    const document = parseDocument(yaml);
    return gates.flatMap(({ decision }, at) =>
      decision === undefined ? later(document, ['gates', at, 'due'], { days, of: 'start' }) : [],
    );
  });
}

function inFront(text: string, patches: (yaml: string) => Patch[]): string {
  const offset = text.indexOf('\n') + 1;
  const end = text.indexOf('\n---', offset - 1) + 1;
  const yaml = text.slice(offset, end);
  return text.slice(0, offset) + patched(yaml, patches(yaml)) + text.slice(end);
}
