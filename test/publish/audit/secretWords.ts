/** A text that leadership alone may know: of which kind of record, and in which of its fields. */
export interface Secret {
  of: string;
  field: string;
  text: string;
  isId: boolean;
}

const PARTS = ['bra', 'vok', 'tel', 'mir', 'zus', 'pla', 'gor', 'fen', 'dal', 'qui', 'sor', 'nex'];

/** Words that nobody says, the same ones at each run. */
export class Words {
  private count = 0;
  readonly secrets: Secret[] = [];

  private word(): string {
    this.count++;
    const [a, b, c] = [this.count, this.count * 5 + 1, this.count * 7 + 3];
    return `${PARTS[a % 12]}${PARTS[b % 12]}${PARTS[c % 12]}${PARTS[Math.floor(a / 12) % 12]}`;
  }

  private add(of: string, field: string, text: string, isId = false): string {
    this.secrets.push({ of, field, text, isId });
    return text;
  }

  id = (of: string, field = 'id') => this.add(of, field, `${this.word()}-${this.word()}-7`, true);
  name = (of: string, field: string) => this.add(of, field, `Q. ${this.word()}`);
  title = (of: string, field = 'title') => this.add(of, field, `${this.word()} ${this.word()}`);
  text = (of: string, field: string) =>
    this.add(
      of,
      field,
      `The ${this.word()} and the ${this.word()} go ${this.word()} before it is paid`,
    );
}
