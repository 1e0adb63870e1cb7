#!/usr/bin/env bash
# beautiful-mermaid 1.1.3 (draws Mermaid diagrams as SVG without a browser) loses the arrow and the second box of `A-->B`, the
# shortest arrow that Mermaid's documentation has: the drawing shows one box "A--" and no arrow, and no error is reported. With
# spaces, `A --> B` is drawn. `A --> B --o C` loses the last arrow in the same way.
# Source: https://mermaid.js.org/syntax/flowchart.html, "A link with arrow head" and "Circle edge example".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund beautiful-mermaid@1.1.3
cat > run.js <<'JS'
import { renderMermaidSVG } from 'beautiful-mermaid';
const drawn = (line) => {
  const svg = renderMermaidSVG(`flowchart LR\n${line}`);
  const boxes = [...svg.matchAll(/class="node" data-id="([^"]*)"/g)].map(([, id]) => id);
  return `${boxes.length} boxes (${boxes.join(', ')}), ${svg.match(/class="edge"/g)?.length ?? 0} arrows`;
};
const expected = {
  'A --> B': '2 boxes (A, B), 1 arrows',
  'A-->B': '1 boxes (A--), 0 arrows',
  'A --> B --o C': '2 boxes (A, B), 1 arrows',
};
for (const [line, was] of Object.entries(expected)) {
  const is = drawn(line);
  console.log(`beautiful-mermaid 1.1.3 draws "${line}" as ${is}`);
  if (is !== was) process.exitCode = 1;
}
JS
node run.js
