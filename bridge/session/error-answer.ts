import { AppError } from '../../src/base/errors.ts';
import { BridgeError } from '../errors.ts';
import type { MessageId } from '../jsonrpc/envelope.ts';
import { errorCodes } from '../jsonrpc/error-codes.ts';
import { errorMessage } from '../jsonrpc/error-message.ts';
import { InvalidMessageError } from '../jsonrpc/invalid-message-error.ts';

/**
 * The JSON-RPC error that tells a client what happened, as one line. Its `data.code` is the stable code.
 * Nothing of an error that this project did not throw on purpose is shown.
 */
export function errorAnswer(id: MessageId | undefined, error: unknown): Buffer {
  if (!(error instanceof AppError)) {
    return errorMessage(id, {
      code: errorCodes.internalError,
      message: 'Internal error of the bridge. Its log says more.',
      data: { code: 'INTERNAL' },
    });
  }
  const details = error instanceof BridgeError ? error.details : {};
  return errorMessage(id, {
    code: jsonRpcCodeOf(error),
    message: error.message,
    data: { code: error.code, ...details },
  });
}

function jsonRpcCodeOf(error: AppError): number {
  return error instanceof BridgeError || error instanceof InvalidMessageError
    ? error.jsonRpcCode
    : errorCodes.bridgeError;
}
