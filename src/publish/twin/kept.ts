/** A page as it was drawn, and what its twin is made from. */
export interface PageAndTwin {
  html: Buffer;
  twin: string;
}

/** Ends the document and the file that a page would otherwise be. */
const BETWEEN = Buffer.from('\n<!-- twin -->\n');

/** Both as what is kept of a page between builds. */
export function keptBytes({ html, twin }: PageAndTwin): Buffer {
  return Buffer.concat([html, BETWEEN, Buffer.from(twin)]);
}

export function keptParts(bytes: Buffer): PageAndTwin {
  const at = bytes.indexOf(BETWEEN);
  return {
    html: at < 0 ? bytes : bytes.subarray(0, at),
    twin: at < 0 ? '' : bytes.toString('utf8', at + BETWEEN.length),
  };
}
