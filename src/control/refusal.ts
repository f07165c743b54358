/** Why a request is refused: the status and one clear sentence for each reason. */
export class Refusal {
  readonly status: number;
  readonly errors: readonly string[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, errors: string | readonly string[], headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.errors = typeof errors === 'string' ? [errors] : errors;
    this.headers = headers;
  }
}
