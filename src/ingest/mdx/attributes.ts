import { find, html } from 'property-information';

const ALIGNED = /^text-align: (left|center|right)$/;

/**
 * The attributes of an element by their names in HTML, from the property names of its syntax tree. A style becomes a class
 * where it aligns a column and is dropped elsewhere: the portal's Content-Security-Policy blocks inline styles.
 */
export function attributesOf(properties: Readonly<Record<string, unknown>>): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    const aligned = name === 'style' ? ALIGNED.exec(String(value))?.[1] : undefined;
    if (aligned !== undefined) attributes.set('class', `align-${aligned}`);
    if (name === 'style') continue;
    attributes.set(
      find(html, name).attribute,
      Array.isArray(value) ? value.join(' ') : value === true ? '' : String(value),
    );
  }
  return attributes;
}
