/** Base of every error that this project throws on purpose. Its message is safe to show to a user. */
export abstract class AppError extends Error {
  /** Stable and documented in the README. Callers match on it, never on the message. */
  abstract readonly code: string;

  /** Made from the code, since the build renames classes: `SESSION_NOT_FOUND` gives `SessionNotFoundError`. */
  override get name(): string {
    const code = this.code ?? 'APP'; // a stack may be written before the subclass sets its fields
    return `${code.toLowerCase().replace(/(?:^|_)([a-z])/g, (_, initial: string) => initial.toUpperCase())}Error`;
  }
}
