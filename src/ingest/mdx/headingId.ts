/** An id that an author gave a heading: `## Risks {#risks}`. */
const OWN = /^[A-Za-z][\w-]*$/;

/** What is wrong with what is written in the braces after a heading, or null. `taken`: ids that the page has already. */
export function headingFlaw(
  attributes: ReadonlyMap<string, string>,
  taken: ReadonlySet<string>,
): { found: string; fix: string } | null {
  const id = attributes.get('id');
  const others = [...attributes.keys()].filter((name) => name !== 'id');
  if (others.length > 0)
    return {
      found: `the braces after the heading hold ${others.map((name) => `"${name}"`).join(', ')}`,
      fix: 'only an id may be there: ## Risks {#risks}',
    };
  if (id === undefined) return null;
  if (!OWN.test(id))
    return {
      found: `"${id}" of the heading is not an id`,
      fix: 'write letters, digits and hyphens, a letter first: ## Risks {#risks}',
    };
  if (taken.has(id))
    return {
      found: `the id "${id}" is there twice on the page`,
      fix: 'give one of the two headings another id',
    };
  return null;
}

/** What is wrong with the level of a heading after one of another level, or null: who listens to a page moves by them (WCAG 2.2, 1.3.1). */
export function levelFlaw(depth: number, before: number): { found: string; fix: string } | null {
  if (depth === 1)
    return {
      found: 'a heading with one # is a second title of the page',
      fix: 'write ## for its chapters',
    };
  return depth <= before + 1
    ? null
    : {
        found: `a heading with ${depth} # follows one of level ${before}, so that a level is missing`,
        fix: `write ${'#'.repeat(before + 1)}`,
      };
}
