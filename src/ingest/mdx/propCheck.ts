import { nearest } from '#model/problem.ts';
import type { Component, Prop } from '#model/record/prop.ts';
import { COMPONENTS } from './components.ts';
import { linkFlaw } from './linkFlaw.ts';
import { ownBlocks } from './ownBlocks.ts';

/** What is wrong with a value, or null. Ids are checked once everything is read. */
export function valueProblem(
  component: string,
  name: string,
  prop: Prop,
  value: unknown,
): { found: string; allowed?: string; fix: string } | null {
  const found = `${name} of <${component}> is ${JSON.stringify(value)}`;
  if (Array.isArray(prop.is)) {
    const words = prop.is as readonly string[];
    if (words.includes(value as string)) return null;
    const near = typeof value === 'string' ? nearest(value, words) : null;
    return {
      found,
      allowed: words.join(', '),
      fix: near ? `did you mean "${near}"?` : 'use one of the allowed values',
    };
  }
  if (prop.is === 'number')
    return Number.isFinite(Number(value)) && value !== true && value !== ''
      ? null
      : { found, allowed: 'a number', fix: `write ${name}={20}` };
  if (prop.is === 'count')
    return Number.isInteger(Number(value)) && Number(value) >= 1 && value !== true
      ? null
      : { found, allowed: 'a whole number from 1', fix: `write ${name}={12}` };
  if (prop.is === 'spec')
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? null
      : {
          found: `${name} of <${component}> is not an object`,
          allowed: 'a Vega-Lite spec',
          fix: `write ${name}={{ "mark": "bar", "encoding": { … } }}`,
        };
  if (prop.is === 'notes')
    return Array.isArray(value) && value.length > 0 && value.every(isNote)
      ? null
      : {
          found: `${name} of <${component}> is not a list of notes`,
          allowed: 'a day or month, and a text',
          fix: `write ${name}={[{ "at": "2026-03-01", "text": "Go-live" }]}`,
        };
  if (prop.is === 'texts' || (typeof prop.is === 'object' && 'ids' in prop.is))
    return Array.isArray(value) && value.length > 0 && value.every(isText)
      ? null
      : { found, allowed: 'a list of texts', fix: `write ${name}={["one", "other"]}` };
  if (prop.is === 'link') return addressProblem(found, name, value);
  if (prop.is === 'flag')
    return typeof value === 'boolean'
      ? null
      : { found, allowed: 'the name alone', fix: `write <${component} ${name} …>` };
  if (prop.is === 'markers')
    return Array.isArray(value) && value.length > 0 && value.every(isMarker)
      ? null
      : {
          found: `${name} of <${component}> is not a list of places`,
          allowed: 'x and y from 0 to 100, in per cent from the left and the top, and a text',
          fix: `write ${name}={[{ "x": 20, "y": 35, "text": "inlet valve" }]}`,
        };
  return typeof value === 'string' && value.trim() !== ''
    ? null
    : { found, allowed: 'a text', fix: `write ${name}="…"` };
}

function addressProblem(found: string, name: string, value: unknown) {
  const flaw = typeof value === 'string' && value.trim() !== '' ? linkFlaw(value) : null;
  if (typeof value === 'string' && value.trim() !== '' && !flaw) return null;
  return {
    found: flaw?.found ?? found,
    allowed: 'an address as in a Markdown link',
    fix: flaw?.fix ?? `write ${name}="other-text.mdx"`,
  };
}

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';

function isNote(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { at, text } = value as Record<string, unknown>;
  return isText(at) && isText(text);
}

function isMarker(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, text } = value as Record<string, unknown>;
  const within = (part: unknown) => typeof part === 'number' && part >= 0 && part <= 100;
  return within(x) && within(y) && typeof text === 'string' && text.trim() !== '';
}

/** A component by the name that an author wrote, or null. */
export function componentOf(name: string): Component | null {
  const shipped: Record<string, Component> = COMPONENTS;
  if (Object.hasOwn(shipped, name)) return shipped[name] ?? null;
  return ownBlocks.all.find((block) => block.name === name) ?? null;
}

/** Line and column of a prop in the tag that begins at `offset`; of the tag itself when it cannot be seen. */
export function propPosition(
  source: string,
  offset: number,
  name: string,
): { line: number; column: number } {
  const parts = /"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}|[A-Za-z_][\w-]*|>/g;
  parts.lastIndex = offset + 1;
  parts.exec(source);
  let at = offset;
  for (let part = parts.exec(source); part && part[0] !== '>'; part = parts.exec(source)) {
    if (part[0] === name) {
      at = part.index;
      break;
    }
  }
  const before = source.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}
