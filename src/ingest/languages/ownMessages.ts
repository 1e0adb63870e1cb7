import { readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { MESSAGE_KEYS } from '#messages/catalogues.ts';
import { factsIn } from '#messages/factsIn.ts';
import { canonical, isLanguage } from '#model/language/tag.ts';
import { nearest, type Problem } from '#model/problem.ts';
import { contentText } from '#ingest/content/contentText.ts';
import { parseYaml, type YamlFile } from '#ingest/content/yamlFile.ts';

/** Words of the portal that a portfolio says in its own way, or in a language that does not ship: `content/messages/fr.yaml`. */
export async function ownMessages(
  contentDir: string,
  label: string,
): Promise<{ messages: Record<string, Record<string, string>>; problems: Problem[] }> {
  const messages: Record<string, Record<string, string>> = {};
  const problems: Problem[] = [];
  const names = await readdir(join(contentDir, 'messages')).catch((): string[] => []);
  for (const name of names.filter((one) => /\.ya?ml$/.test(one)).sort()) {
    const file = `${label}/messages/${name}`;
    const tag = basename(name, extname(name));
    if (!isLanguage(tag)) {
      problems.push(notALanguage(file, tag));
      continue;
    }
    const { text, problem } = await contentText(join(contentDir, 'messages', name), file);
    if (text === null) {
      problems.push(problem);
      continue;
    }
    const { yaml, problems: ofYaml } = parseYaml(text, file);
    problems.push(...ofYaml);
    if (!yaml) continue;
    const read = textsOf(yaml);
    problems.push(...read.problems);
    messages[canonical(tag)] = read.texts;
  }
  return { messages, problems };
}

const notALanguage = (file: string, tag: string): Problem => ({
  code: 'language/messages',
  severity: 'error',
  file,
  line: 1,
  column: 1,
  found: `the name of the file is a language, and "${tag}" is none`,
  allowed: 'a language tag such as de or es-MX',
  fix: 'rename the file',
});

function textsOf(yaml: YamlFile): { texts: Record<string, string>; problems: Problem[] } {
  const texts: Record<string, string> = {};
  const problems: Problem[] = [];
  const data: unknown = yaml.data;
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  for (const [key, text] of entries) {
    const flaw = flawOf(key, text);
    if (flaw === null) texts[key] = String(text);
    else
      problems.push({
        code: 'language/messages',
        severity: 'error',
        file: yaml.file,
        ...yaml.atKey([], key),
        ...flaw,
      });
  }
  return { texts, problems };
}

function flawOf(key: string, text: unknown): Pick<Problem, 'found' | 'fix' | 'allowed'> | null {
  // Roles are the portfolio's own: `role.shift-lead: Schichtführer`.
  if (!MESSAGE_KEYS.includes(key) && !/^role\.[\w-]+$/.test(key)) {
    const near = nearest(key, MESSAGE_KEYS);
    return {
      found: `there is no message "${key}"`,
      fix: near ? `did you mean "${near}"?` : 'take a name of src/messages/catalogues/en.json',
    };
  }
  if (typeof text !== 'string' || text.trim() === '')
    return {
      found: `${key}: the message is no text`,
      fix: 'write the text, in quotes where it begins with {',
    };
  const { facts, allowed, error } = factsIn(key, text);
  if (error !== null)
    return {
      found: `${key}: this is no ICU message: ${error}`,
      fix: 'close every brace; a plural needs one {…} and other {…}',
    };
  const wrong = facts.filter((fact) => !allowed.includes(fact));
  const missing = allowed.filter((fact) => !facts.includes(fact));
  if (wrong.length + missing.length === 0) return null;
  return {
    found:
      wrong.length > 0
        ? `${key}: nothing gives ${wrong.map((fact) => `{${fact}}`).join(' and ')}`
        : `${key}: ${missing.map((fact) => `{${fact}}`).join(' and ')} is not said`,
    allowed: allowed.length === 0 ? 'no facts' : allowed.map((fact) => `{${fact}}`).join(', '),
    fix: 'say each fact of the message, and no other',
  };
}
