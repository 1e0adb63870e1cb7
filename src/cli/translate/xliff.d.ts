/** The part of https://www.npmjs.com/package/xliff that is used; it ships no types. */
declare module 'xliff' {
  interface Translation {
    source?: string;
    target?: string;
    note?: string | string[];
  }
  interface Document {
    sourceLanguage: string;
    targetLanguage?: string;
    resources: Record<string, Record<string, Translation>>;
  }
  export function js2xliff(document: Document): Promise<string>;
  export function xliff2js(text: string): Promise<Document>;
}
