import { DOCUMENTS } from './schemas.ts';

/** A document as it is written: what is not as its published schema says, or is no number, is never written. */
export function documentText(
  name: string,
  value: unknown,
  schema?: keyof typeof DOCUMENTS,
): string {
  const text = JSON.stringify(
    value,
    (key, held: unknown) => {
      if (typeof held === 'number' && !Number.isFinite(held))
        throw new Error(`api/${name}: ${key} is ${held}, which is no number that JSON can hold`);
      return held;
    },
    1,
  );
  const checked = schema && DOCUMENTS[schema].safeParse(value);
  if (checked && !checked.success) {
    const [first] = checked.error.issues;
    throw new Error(
      `api/${name} is not what its schema says: ${first?.path.join('.')}: ${first?.message}`,
    );
  }
  return `${text}\n`;
}
