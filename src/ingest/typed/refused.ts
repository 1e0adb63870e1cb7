/** Why a whole file is refused. */
export interface Refused {
  code: string;
  line: number;
  found: string;
  allowed?: string;
  fix: string;
}
