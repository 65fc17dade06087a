import { AppError } from '../../src/base/errors.ts';
import { errorCodes } from './error-codes.ts';

/** `PARSE_ERROR` for what is not JSON, `INVALID_REQUEST` for JSON that is no JSON-RPC 2.0 message. */
export type InvalidMessageCode = 'PARSE_ERROR' | 'INVALID_REQUEST';

/** A message that can't be passed on. Says what is wrong and where, and quotes nothing: a body may hold secrets. */
export class InvalidMessageError extends AppError {
  readonly code: InvalidMessageCode;
  /** The byte of the message where the problem is, counted from 0, where there is one. */
  readonly offset: number | undefined;

  constructor(code: InvalidMessageCode, problem: string, offset?: number) {
    const verdict = code === 'PARSE_ERROR' ? 'Not valid JSON' : 'Not a valid JSON-RPC 2.0 message';
    super(offset === undefined ? `${verdict}: ${problem}.` : `${verdict}: ${problem} at byte ${offset}.`);
    this.code = code;
    this.offset = offset;
  }

  /** The JSON at `at` does not go on as it must. */
  static expected(what: string, bytes: Buffer, at: number): InvalidMessageError {
    const problem = at < bytes.length ? `expected ${what}` : `the text ends, expected ${what}`;
    return new InvalidMessageError('PARSE_ERROR', problem, Math.min(at, bytes.length));
  }

  get jsonRpcCode(): number {
    return this.code === 'PARSE_ERROR' ? errorCodes.parseError : errorCodes.invalidRequest;
  }
}
