import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ValidateFunction } from 'ajv-draft-04';
import ajv from 'ajv-draft-04';

const file = fileURLToPath(new URL('../../../../../shared/openapi/adf-schema-v1-full.json', import.meta.url));

/** Whether the official schema of ADF lies beside the checkout. */
export const hasAdfSchema = existsSync(file);

let validate: ValidateFunction | undefined;

/** What the official schema (draft 4) has against a document; nothing where it is valid. */
export function adfSchemaErrors(document: unknown): readonly unknown[] {
  validate ??= new ajv.default({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')));
  return validate(document) ? [] : (validate.errors ?? []);
}
