import type { core } from 'zod';

/** What is wrong with a file that is no group of fields, or no list, as a whole; null where single fields are wrong. */
export function wholeFile(
  value: unknown,
  issue: core.$ZodIssue,
  file: string,
): { found: string; allowed: string; fix: string } | null {
  if (issue.code !== 'invalid_type') return null;
  const isObject = typeof value === 'object' && value !== null;
  if (issue.expected === 'array') return isObject ? noList(value) : null;
  if (issue.expected !== 'object') return null;
  if (Array.isArray(value))
    return {
      found: 'the file is a list',
      allowed: 'the fields of one record',
      fix: file.endsWith('.json')
        ? 'write the list as a field of an object, as in { "resources": [ … ] }'
        : 'remove the hyphens, and write a file for each record',
    };
  const field = typeof value === 'string' ? /^([\w.-]+)\s*[:=]\s*(.*)/.exec(value) : null;
  return field === null
    ? null
    : {
        found: `the file is the text "${field[0].slice(0, 60)}" and has no field`,
        allowed: 'a field, a colon, a space and its value',
        fix: `write a colon and a usual space after the name of the field: ${field[1]}: ${field[2]}`,
      };
}

function noList(value: object): { found: string; allowed: string; fix: string } {
  const [first] = Object.keys(value);
  const isByName = first !== undefined && typeof Object.values(value)[0] === 'object';
  return first === undefined
    ? {
        found: 'the file is empty',
        allowed: 'a list',
        fix: 'begin each entry with a hyphen: - id: …',
      }
    : {
        found: 'the file is a group of fields',
        allowed: 'a list',
        fix: isByName
          ? `begin each entry with a hyphen and its id: - id: ${first}`
          : `begin each entry with a hyphen: - ${first}: …`,
      };
}
