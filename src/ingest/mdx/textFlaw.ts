/** What is printed raw because another tool would read it, and what to write. */
interface TextFlaw {
  code: string;
  found: string;
  fix: string;
  allowed?: string;
}

/** Syntax of other tools that is text here: published as it is, a warning would look like a slip of the pen. Null where there is none. */
export function textFlaw(text: string): TextFlaw | null {
  for (const { pattern, flaw } of FOREIGN) {
    const found = pattern.exec(text);
    if (found) return flaw(found);
  }
  return null;
}

function linkAsText(written: string, words = '', address = '', why = ''): TextFlaw {
  return {
    code: 'content/link-as-text',
    found: `${written} is text and no link: ${why}`,
    fix: `write [${words}](${address})`,
  };
}

const FOREIGN: readonly { pattern: RegExp; flaw: (found: RegExpExecArray) => TextFlaw }[] = [
  {
    pattern: /!?\[[^\]]*\]\(([^()<>]* [^()<>]*\.[a-z0-9]{2,4})\)/i,
    flaw: ([, path]) => ({
      code: 'content/space-in-path',
      found: `the path "${path}" has a space, so it is text and no link`,
      fix: `write <${path}> in angle brackets, or rename the file`,
    }),
  },
  {
    pattern: /\[([^\]\n]+)\] +\((\/[^()\s]*|\.{1,2}\/[^()\s]*|[^()\s]+\.mdx?|https?:[^()\s]*)\)/,
    flaw: ([written, words, address]) =>
      linkAsText(written, words, address, 'there is a space between the brackets'),
  },
  {
    pattern: /\[([^\]\n]+)\]\((\/[^()\s]*|\.{1,2}\/[^()\s]*|[^()\s]+\.mdx?|https?:[^()\s]*)$/,
    flaw: ([written, words, address]) =>
      linkAsText(written, words, address, 'the closing bracket is missing'),
  },
  {
    pattern: /\(([^()\n]+)\)\[(\/[^[\]\s]*|\.{1,2}\/[^[\]\s]*|https?:[^[\]\s]*)\]/,
    flaw: ([written, words, address]) =>
      linkAsText(written, words, address, 'its brackets are the wrong way round'),
  },
  {
    pattern: /^(#{2,6})([^\s#].*)$/m,
    flaw: ([, sign, words]) => ({
      code: 'content/foreign-syntax',
      found: `${sign}${words} would be printed as it is: it is no heading without a space`,
      fix: `write ${sign} ${words}`,
    }),
  },
  {
    pattern: /^(:{3,}|!!!|\?\?\?\+?)\s*([a-z]+)/im,
    flaw: ([, sign, kind = '']) => ({
      code: 'content/foreign-syntax',
      found: `${sign} ${kind} would be printed as it is`,
      fix: 'write > [!WARNING] and the text with > before each line, or <Callout kind="warning">',
    }),
  },
  {
    pattern: /^\[!([A-Z]+)\]\s*$/im,
    flaw: ([mark]) => ({
      code: 'content/foreign-syntax',
      found: `${mark} is no alert`,
      allowed: '[!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION]',
      fix: 'write one of these, in a line of its own',
    }),
  },
  {
    pattern: /^\*\[([^\]]+)\]:\s*(.+)$/m,
    flaw: ([, word, meaning]) => ({
      code: 'content/foreign-syntax',
      found: `the abbreviation *[${word}] would be printed as it is`,
      fix: `write <abbr title="${meaning}">${word}</abbr> where it is used`,
    }),
  },
  {
    pattern: /^\[{1,2}toc\]{1,2}\s*$/im,
    flaw: ([mark]) => ({
      code: 'content/foreign-syntax',
      found: `${mark.trim()} would be printed as it is`,
      fix: 'take it out: each page has its contents beside the text',
    }),
  },
  {
    pattern: /!?\[\[(\p{L}[^[\]|\n]*)(?:\|([^[\]\n]*))?\]\]/u,
    flaw: ([written, target = '', words = target]) => ({
      code: 'content/foreign-syntax',
      found: `the link ${written} would be printed as it is`,
      fix: `write [${words}](…) with the path of the file beside the text, ending in .mdx`,
    }),
  },
  {
    // Two numbers in brackets, as in "[1][2]", are places in another text.
    pattern: /(?<![\p{L}\p{N}_\])])!?\[(?!\d+\]\[\d*\])([^[\]\n]+)\]\[([^[\]\n]*)\]/u,
    flaw: ([written, words = '', own = '', name = own || words]) => ({
      code: 'content/foreign-syntax',
      found: `${written} would be printed as it is: nothing below says where "${name}" leads`,
      fix: `write [${words}](address), or a line [${name}]: address; as text put it between back-ticks`,
    }),
  },
  {
    pattern: /\[\^([^\]\s]+)\](?!\()/,
    flaw: ([written, name]) => ({
      code: 'content/foreign-syntax',
      found: `${written} would be printed as it is: there is no footnote "${name}"`,
      fix: `write its text in a line of its own: [^${name}]: …; as text put it between back-ticks`,
    }),
  },
  {
    pattern: /(?<=^|\s):([a-z][a-z0-9_+-]*):(?=[\s.,;!?]|$)/m,
    flaw: ([written]) => ({
      code: 'content/foreign-syntax',
      found: `${written} would be printed as it is`,
      fix: 'write the sign itself, such as ⚠, or <Callout kind="warning">; as text put it between back-ticks',
    }),
  },
  {
    pattern: /(?<![\\$\p{L}\p{N}])\$([A-Za-z]\w{0,2})\$(?![\w$])/u,
    flaw: ([, tex]) => ({
      code: 'content/foreign-syntax',
      found: `the formula $${tex}$ would be printed as it is: a single dollar sign is money`,
      fix: `write <Math tex="${tex}" />; as text put it between back-ticks`,
    }),
  },
  {
    pattern: /==([^\s=](?:[^=\n]*[^\s=])?)==/,
    flaw: ([written, words]) => ({
      code: 'content/foreign-syntax',
      found: `${written} would be printed as it is`,
      fix: `write <mark>${words}</mark>; as text put it between back-ticks`,
    }),
  },
  {
    // Two amounts, as in "$5 and $6", have no sign of TeX between them.
    pattern: /(?<![\\$\p{L}\p{N}])\$(?=[^\s$])([^$\n]*[\\^_][^$\n]*)(?<=[^\s$])\$(?![\d$])/u,
    flaw: ([, tex]) => ({
      code: 'content/foreign-syntax',
      found: `the formula $${tex}$ would be printed as it is: a single dollar sign is money`,
      fix: `write <Math tex="${tex}" />`,
    }),
  },
];
