import { readBody } from '#ingest/mdx/mdxBody.ts';
import type { BodyNode } from '#model/record/playbook.ts';

/** A piece of Markdown as the guide shows it: what an author writes, and what comes of it. */
interface Piece {
  id: string;
  title: string;
  says: string;
  source: string;
}

const PIECES: readonly Piece[] = [
  {
    id: 'markdown-table',
    title: 'Tables',
    says: 'The colons say how a column is aligned.',
    source: `| Valve | Torque, Nm | State |
|:------|-----------:|:-----:|
| V-101 |         40 | open  |
| V-102 |        105 | shut  |`,
  },
  {
    id: 'markdown-alert',
    title: 'Alerts',
    says: 'As on GitHub: NOTE, TIP, IMPORTANT, WARNING, CAUTION.',
    source: `> [!WARNING]
> The pipe is hot for an hour after the stop.`,
  },
  {
    id: 'markdown-footnote',
    title: 'Footnotes',
    says: 'The note is at the end of the text.',
    source: `The gap is 0.3 mm.[^gauge]

[^gauge]: Measured with the gauge from the drawer, at room temperature.`,
  },
  {
    id: 'markdown-terms',
    title: 'Terms and their meanings',
    says: 'A colon below a term begins its meaning.',
    source: `Purge
: Fill with argon until the gauge shows 0.2 bar.`,
  },
  {
    id: 'markdown-signs',
    title: 'Raised, lowered, struck out, keys, abbreviations',
    says: 'One tilde is a range, two strike out.',
    source: `5 m^2^ of sheet, CO<sub>2</sub>, 5~6 bar, ~~not 9~~, <kbd>F5</kbd>, <abbr title="Overall equipment effectiveness">OEE</abbr>.`,
  },
  {
    id: 'markdown-tasks',
    title: 'Task lists',
    says: 'For what is done once; what is ticked on a shift is a Checklist or a Step.',
    source: `- [x] Drawing is there
- [ ] Supplier has answered`,
  },
  {
    id: 'markdown-math',
    title: 'Formulas',
    says: 'Between two dollar signs on lines of their own, or in a fence. A single dollar sign is money.',
    source: `$$
C_{pk} = \\min\\left(\\frac{USL - \\mu}{3\\sigma}, \\frac{\\mu - LSL}{3\\sigma}\\right)
$$

A spare costs $5 in the shop and $6 by mail.`,
  },
  {
    id: 'markdown-code',
    title: 'Code',
    says: 'With the language after the fence, a title, and the lines to point out.',
    source: `\`\`\`python title="read_tag.py" {3}
def read(tag):
    # One reading a second is enough.
    return client.read(tag, every=1.0)
\`\`\``,
  },
  {
    id: 'markdown-mermaid',
    title: 'Flowcharts in Mermaid',
    says: 'Drawn at build time and read aloud as a list. What is not understood is an error with its line.',
    source: `\`\`\`mermaid title="When the alarm comes"
flowchart LR
A[Stop the line] --> B{Pressure 0?}
B -->|yes| C[Open the guard]
B -- no --> D([Call the OT lead])
\`\`\``,
  },
  {
    id: 'markdown-dot',
    title: 'Diagrams in DOT',
    says: 'The language of Graphviz, whole, without links and pictures.',
    source: `\`\`\`dot title="Where a reading goes"
digraph { rankdir=LR
  sensor -> gateway -> historian
  historian -> portal [label="every night"]
}
\`\`\``,
  },
];

/** Every piece with what comes of it. */
export function markdownPieces(): Promise<(Piece & { nodes: BodyNode[] })[]> {
  return Promise.all(
    PIECES.map(async (piece, index) => {
      const { body, problems } = await readBody(piece.source, `guide/${piece.id}`, index * 100);
      if (problems.length > 0)
        throw new Error(`the guide's example "${piece.title}" is wrong: ${problems[0]?.found}`);
      return { ...piece, nodes: body };
    }),
  );
}
