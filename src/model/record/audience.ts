/**
 * Who may see what. `audiences` is ordered from narrow to wide: `[leadership, plant]` means that leadership sees everything and
 * plant sees what is meant for plant or for nobody in particular.
 */
export type Audience = string;

/** Whether a reader sees what is meant for an audience. No reader: everything; meant for nobody in particular: everybody sees it. */
export function sees(
  audiences: readonly Audience[],
  reader: Audience | null,
  meantFor: Audience | undefined,
): boolean {
  return (
    reader === null ||
    meantFor === undefined ||
    audiences.indexOf(meantFor) >= audiences.indexOf(reader)
  );
}

/** Whether what is meant for `inner` is hidden from somebody who sees what is meant for `outer`. */
export function isNarrower(
  audiences: readonly Audience[],
  inner: Audience | undefined,
  outer: Audience | undefined,
): boolean {
  const level = (audience: Audience | undefined) =>
    audience === undefined ? audiences.length : audiences.indexOf(audience);
  return level(inner) < level(outer);
}

/** The widest audience: everybody who may read anything at all. Null where none is named. */
export function widest(audiences: readonly Audience[]): Audience | null {
  return audiences.at(-1) ?? null;
}
