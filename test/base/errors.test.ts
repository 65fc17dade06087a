import { expect, it } from 'vitest';
import { AppError } from '../../src/base/errors.ts';

class a extends AppError {
  readonly code = 'OUT_OF_COFFEE';
}

it('names an error after its code, whatever a minifier made of its class', () => {
  const error = new a('The pot is empty.');
  expect(String(error)).toBe('OutOfCoffeeError: The pot is empty.');
});
