export const FIELDS = {
  goal: 'goals',
  site: 'sites',
  initiative: 'initiatives',
  layer: 'layer',
} as const;
type Field = keyof typeof FIELDS;

/** What is followed: all items of a goal, of a plant, of an initiative or of a layer. */
export interface Choice {
  field: Field;
  value: string;
  /** As people read it. */
  name: string;
}

export const NAMES = Object.keys(FIELDS) as Field[];

export function choicesOf(form: HTMLFormElement): Choice[] {
  return NAMES.flatMap((field) => {
    const select = form.elements.namedItem(field);
    if (!(select instanceof HTMLSelectElement) || select.value === '') return [];
    return [{ field, value: select.value, name: select.selectedOptions[0]?.text ?? select.value }];
  });
}

export function fits(part: SVGElement | HTMLElement, choices: readonly Choice[]): boolean {
  return choices.every(({ field, value }) =>
    ` ${part.dataset[FIELDS[field]] ?? ''} `.includes(` ${value} `),
  );
}
