import { type Texts, words } from './say.ts';

/** Groups of messages that scripts of a page say. */
const SAID_BY_SCRIPTS = ['run', 'search', 'library', 'playbook', 'offline', 'frame'];

/** The words of a page for its scripts, as JSON that no part of it can end. */
export function clientWords(): string {
  const { language, texts } = words();
  const own: Texts = Object.fromEntries(
    Object.entries(texts).filter(([key]) => SAID_BY_SCRIPTS.includes(key.split('.')[0] ?? '')),
  );
  return JSON.stringify({ language, texts: own }).replaceAll('<', '\\u003c');
}
