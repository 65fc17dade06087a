import { AppError } from '../base/errors.ts';

/** The command line or an environment variable is not as it must be. Ends the program with exit code 2. */
export class UsageError extends AppError {
  readonly code = 'USAGE';
}
