/** Where a text may reach in a published folder, and how it is written there. */
export interface Place {
  name: string;
  file: string;
  of: (text: string) => Uint8Array | string;
}

export const half = (text: string) => Math.ceil(text.length / 2);

export const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

export const each = (text: string, escaped: (sign: string) => string) =>
  [...text].map(escaped).join('');

export const hex = (sign: string, digits: number) =>
  sign.charCodeAt(0).toString(16).padStart(digits, '0');

export const inner = (text: string, between: string) =>
  text.replaceAll(/(\p{L}{3})(?=\p{L})/gu, `$1${between}`);

export const fold = (text: string) => text.replaceAll(/(.{9})/g, '$1\r\n ');
