/** Base of every error that this project throws on purpose. Its message is safe to show to a user. */
export abstract class AppError extends Error {
  /** Stable and documented in the README. Callers match on it, never on the message. */
  abstract readonly code: string;

  override get name(): string {
    return this.constructor.name;
  }
}
