import { existsSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';

const folder = new URL('../../../shared/openapi/', import.meta.url);

/** Whether Atlassian's documents lie beside the repository. They are theirs, so it does not contain them. */
export const haveDocuments = existsSync(folder);

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function read(name: string): Json {
  const document: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  if (!isObject(document)) throw new Error(`${name} is not an OpenAPI document.`);
  return document;
}

/** One of Atlassian's OpenAPI documents, with what it gets wrong about its own site put right. */
export class OpenapiDocument {
  readonly #ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  readonly #paths: readonly string[];
  readonly #document: Json;
  readonly #validators = new Map<string, ValidateFunction | undefined>();
  readonly #root: string;

  /** @param root what the document's paths leave out, such as `/wiki/api/v2`. */
  constructor(name: string, root = '') {
    this.#root = root;
    this.#document = relaxed(read(name)) as Json;
    this.#paths = isObject(this.#document['paths']) ? Object.keys(this.#document['paths']) : [];
    this.#ajv.addSchema(this.#document, 'api');
  }

  /** What is wrong with an answer: nothing, or lines to read. An operation that the document does not have is wrong too. */
  problems(method: string, url: string, status: number, body: unknown): string[] {
    const path = url.slice(this.#root.length).split('?')[0] ?? '';
    const template = this.#template(path, method);
    const operation =
      template === undefined ? undefined : at(this.#document, ['paths', template, method.toLowerCase()]);
    if (template === undefined || operation === undefined) return [`the document has no ${method} ${path}`];
    const validate = this.#validator(template, method.toLowerCase(), status);
    if (validate === 'undocumented') return [`${method} ${template} may not answer ${status}`];
    if (validate === undefined || validate(body)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }

  /** Of the templates that fit and take the method, the one with the fewest variables. */
  #template(path: string, method: string): string | undefined {
    const fits = this.#paths
      .filter((template) => new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path))
      .filter((template) => at(this.#document, ['paths', template, method.toLowerCase()]) !== undefined);
    return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }

  #validator(template: string, method: string, status: number): ValidateFunction | 'undocumented' | undefined {
    const steps = ['paths', template, method, 'responses', String(status)];
    if (at(this.#document, steps) === undefined) return 'undocumented';
    const inside = [...steps, 'content', 'application/json', 'schema'];
    if (at(this.#document, inside) === undefined) return undefined;
    const pointer = inside
      .map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const known = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `api#/${pointer}` });
    this.#validators.set(pointer, known);
    return known;
  }
}

/** Validates documents by Atlassian's JSON schema of ADF, which is draft 4. */
export function adfValidator(): ValidateFunction {
  return new AjvDraft04.default({ strict: false, validateFormats: false }).compile(read('adf-schema-v1-full.json'));
}

function at(document: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), document);
}

/**
 * OpenAPI 3.0 as JSON schema: `nullable` also beside `$ref` and `enum`; and enums are open, since the real site has more
 * words than its documents.
 */
function relaxed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relaxed);
  if (!isObject(value)) return value;
  const entries = Object.entries(value)
    .filter(([key, inner]) => key !== 'nullable' && !(key === 'enum' && Array.isArray(inner)))
    .map(([key, inner]) => [key, relaxed(inner)] as const);
  const schema = Object.fromEntries(entries);
  return value['nullable'] === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}
