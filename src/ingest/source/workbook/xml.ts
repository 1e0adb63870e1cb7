import { Parser } from 'saxen';

export interface XmlHandlers {
  /** `attributes` are read only when they are asked for; names are without their prefix. */
  open?: (name: string, attributes: () => Record<string, string>, isClosed: boolean) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
  /** Asked after every element; true where the rest is not read. */
  isEnough?: () => boolean;
}

/** Reads a document in passing. Texts come decoded, those in CDATA too; what is not well formed throws. */
export function parseXml(xml: string, { open, close, text, isEnough }: XmlHandlers): void {
  const parser = new Parser();
  let depth = 0;
  let isStopped = false;
  parser.on('openTag', (name, attributes, decode, isClosed) => {
    if (!isClosed) depth += 1;
    open?.(
      local(name),
      () => {
        const found: Record<string, string> = {};
        for (const [key, value] of Object.entries(attributes())) found[local(key)] = decode(value);
        return found;
      },
      isClosed,
    );
    if (isClosed) close?.(local(name));
  });
  parser.on('closeTag', (name, _decode, isClosed) => {
    if (isClosed) return;
    depth -= 1;
    close?.(local(name));
    if (isEnough?.()) {
      isStopped = true;
      parser.stop();
    }
  });
  if (text) {
    parser.on('text', (value, decode) => text(decode(value)));
    parser.on('cdata', text);
  }
  parser.on('error', (error) => {
    throw error;
  });
  parser.parse(xml);
  if (depth !== 0 && !isStopped) throw new Error('its XML ends early');
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
