import { ToolError } from '../../errors.ts';

/** A call that takes several requests failed after the first had done its part: the caller must know which. */
export class PartlyDoneError extends ToolError {
  readonly code: string;
  override readonly details: Readonly<Record<string, unknown>>;

  /** `done` says what was done and what was not, without a full stop. */
  constructor(done: string, cause: ToolError) {
    super(`${done}: ${cause.message}`, { cause });
    this.code = cause.code;
    this.details = cause.details;
  }
}
