/** What the test asks of the JavaScript library of Data Package, which comes without types. */
declare module 'datapackage' {
  export interface Descriptor {
    resources: {
      name: string;
      path: string;
      encoding?: string;
      dialect?: { headerRows?: number[] };
      trilens: { unpivot?: object };
    }[];
  }
  interface Resource {
    name: string;
    read(options: { forceCast: boolean }): Promise<(unknown[] | Error)[]>;
  }
  export const Package: {
    load(
      descriptor: Descriptor,
      options: { basePath: string },
    ): Promise<{ valid: boolean; errors: Error[]; resources: Resource[] }>;
  };
}
