interface RefusalDetails {
  /** Problems by field, for the APIs that can name one. */
  readonly errors?: Readonly<Record<string, string>>;
  /** The machine-readable word of Confluence v2 errors. */
  readonly code?: string;
  /** Whether it comes from a filter before the API, which answers in plain text. @default false */
  readonly plain?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by anything that refuses a request; `error-bodies` words it as the called API would. */
export class Refusal extends Error {
  readonly status: number;
  readonly details: RefusalDetails;

  constructor(status: number, message: string, details: RefusalDetails = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

/** A refusal that blames single fields: Jira leaves `errorMessages` empty then. */
export function fieldRefusal(errors: Readonly<Record<string, string>>): Refusal {
  return new Refusal(400, '', { errors });
}
