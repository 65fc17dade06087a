import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { adfValidator } from '../demo-site/openapi-document.ts';

type Json = Record<string, unknown>;

/** One request as a server saw it. */
export interface SeenRequest {
  readonly method: string;
  /** With the query. */
  readonly url: string;
  readonly contentType: string | undefined;
  /** Parsed; `undefined` for none. */
  readonly body: unknown;
}

const folder = new URL('../../../shared/openapi/', import.meta.url);

/** Document, and what its paths leave out of a site's. */
export const documentsOf = {
  cloud: [
    ['jira-platform-v3.json', ''],
    ['jira-software.json', ''],
    ['confluence-v2.json', '/wiki/api/v2'],
    ['confluence-v1.json', ''],
  ],
  'data-center': [
    ['jira-dc-10.3.json', '/jira/rest'],
    ['confluence-dc-10.0.3.json', '/confluence'],
  ],
} as const;

/** What Atlassian's documents forbid and their sites allow, or the other way round. */
const overlays: ReadonlyArray<(document: Json) => void> = [
  // any member would pass: a misspelled `fields` too
  (document) => tighten(document, 'IssueUpdateDetails'),
  // two shapes that overlap: a correct body fits both
  (document) =>
    eachSchema(document, (schema) => {
      if (Array.isArray(schema['oneOf'])) {
        schema['anyOf'] = schema['oneOf'];
        delete schema['oneOf'];
      }
    }),
];

/** Validates requests by Atlassian's OpenAPI documents, with what they get wrong put right. */
export class DocumentedApi {
  readonly #apis: readonly Api[];

  constructor(deployment: keyof typeof documentsOf) {
    this.#apis = documentsOf[deployment].map(([file, root]) => new Api(file, root));
  }

  /** What is wrong with a request; an operation that no document has, or that one calls deprecated, is wrong too. */
  problems(request: SeenRequest): string[] {
    const url = new URL(request.url, 'http://site');
    const found = this.#apis.flatMap((api) => api.operation(request.method, url.pathname) ?? []);
    const [operation] = found;
    if (operation === undefined) return [`no document has ${request.method} ${url.pathname}`];
    return [
      ...(operation.isDeprecated ? [`${request.method} ${operation.template} is deprecated`] : []),
      ...operation.queryProblems(url.searchParams),
      ...operation.bodyProblems(request),
    ].map((problem) => `${request.method} ${operation.template}: ${problem}`);
  }
}

class Api {
  readonly document: Json;
  readonly ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true, coerceTypes: 'array' });
  readonly #root: string;
  readonly #known = new Map<string, Operation>();

  constructor(file: string, root: string) {
    this.#root = root;
    this.document = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Json;
    for (const overlay of overlays) overlay(this.document);
    eachSchema(this.document, allowNull);
    this.ajv.addSchema(this.document, 'api');
  }

  operation(method: string, path: string): Operation | undefined {
    if (!path.startsWith(this.#root)) return undefined;
    const template = this.#template(path.slice(this.#root.length), method.toLowerCase());
    if (template === undefined) return undefined;
    const name = `${method} ${template}`;
    const known = this.#known.get(name) ?? new Operation(this, template, method.toLowerCase());
    this.#known.set(name, known);
    return known;
  }

  /** Of the templates that fit and have the method, the one with the fewest variables. */
  #template(path: string, method: string): string | undefined {
    const fits = Object.entries(this.document['paths'] as Json).filter(
      ([template, item]) =>
        new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path) && Object.hasOwn(item as Json, method),
    );
    const templates = fits.map(([template]) => template);
    return templates.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }
}

class Operation {
  readonly template: string;
  readonly isDeprecated: boolean;
  readonly #api: Api;
  readonly #parameters: ReadonlyMap<string, { readonly required: boolean; readonly validate: ValidateFunction }>;
  readonly #body: Json | undefined;

  constructor(api: Api, template: string, method: string) {
    this.#api = api;
    this.template = template;
    const item = (api.document['paths'] as Json)[template] as Json;
    const operation = item[method] as Json;
    this.isDeprecated = operation['deprecated'] === true;
    const all = [...list(item['parameters']), ...list(operation['parameters'])].map((one) => this.#resolved(one));
    this.#parameters = new Map(
      all
        .filter((parameter) => parameter['in'] === 'query')
        .map((parameter) => [
          String(parameter['name']),
          { required: parameter['required'] === true, validate: this.#parameterValidator(parameter) },
        ]),
    );
    const body = operation['requestBody'];
    this.#body = body === undefined ? undefined : this.#resolved(body as Json);
  }

  queryProblems(query: URLSearchParams): string[] {
    const missing = [...this.#parameters].filter(([name, { required }]) => required && !query.has(name));
    const wrong = [...new Set(query.keys())].flatMap((name) => {
      const parameter = this.#parameters.get(name);
      if (parameter === undefined) return [`there is no query parameter ${name}`];
      const values = query.getAll(name);
      const holder = { value: values.length > 1 ? values : values[0] };
      if (parameter.validate(holder)) return [];
      const split = { value: values.flatMap((value) => value.split(',')) };
      return parameter.validate(split) ? [] : [`${name}=${values.join('&')} ${errorsOf(parameter.validate)}`];
    });
    return [...missing.map(([name]) => `${name} is required`), ...wrong];
  }

  bodyProblems({ contentType, body }: SeenRequest): string[] {
    if (this.#body === undefined) return body === undefined ? [] : ['takes no body'];
    const content = (this.#body['content'] ?? {}) as Record<string, Json>;
    if (body === undefined) return this.#body['required'] === true ? ['needs a body'] : [];
    const kind = contentType?.split(';')[0] ?? '';
    const media = content[kind] ?? content['*/*'];
    if (media === undefined) return [`takes ${Object.keys(content).join(', ')}, not ${kind}`];
    if (kind !== 'application/json') return [];
    const validate = this.#api.ajv.compile(rooted((media['schema'] ?? {}) as Json));
    const strict = validate(structuredClone(body)) ? [] : [errorsOf(validate)];
    return [...strict, ...adfProblems(this.template, body)];
  }

  #resolved(value: Json): Json {
    const reference = value['$ref'];
    if (typeof reference !== 'string') return value;
    const steps = reference.replace(/^#\//, '').split('/');
    return steps.reduce<unknown>((object, step) => (object as Json)[step], this.#api.document) as Json;
  }

  #parameterValidator(parameter: Json): ValidateFunction {
    const schema = structuredClone(this.#resolved((parameter['schema'] ?? {}) as Json));
    // some documents call words objects, and give single values `items`
    if (schema['type'] === 'object') schema['type'] = 'string';
    if (schema['type'] === 'string') delete schema['items'];
    if (schema['items'] !== undefined) schema['items'] = structuredClone(this.#resolved(schema['items'] as Json));
    const items = schema['items'] as Json | undefined;
    if (items?.['type'] === 'object') schema['items'] = { type: 'string' };
    return this.#api.ajv.compile({ type: 'object', properties: { value: rooted(schema) } });
  }
}

/** What has a description that is a plain text. */
const plainTexts = /^\/rest\/api\/3\/(version|component|project)/;

/** Rich text has no schema in Jira's documents, so a plain string would pass where ADF is needed. */
function adfProblems(template: string, value: unknown): string[] {
  if (!template.startsWith('/rest/api/3/') || plainTexts.test(template)) return [];
  const validate = adfValidator();
  return [...richTexts(value)].flatMap(([path, text]) =>
    validate(text) ? [] : [`${path} is no ADF: ${errorsOf(validate)}`],
  );
}

function* richTexts(value: unknown, path = ''): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const isText = ['body', 'description', 'environment'].includes(name) || (name === 'comment' && !hasActions(member));
    const isAdf = typeof member === 'object' && member !== null && (member as Json)['type'] === 'doc';
    if (isAdf || (isText && typeof member === 'string')) {
      yield [`${path}/${name}`, member];
    } else yield* richTexts(member, `${path}/${name}`);
  }
}

/** `update.comment` is a list of actions, each with its text inside. */
function hasActions(value: unknown): boolean {
  return Array.isArray(value);
}

function errorsOf({ errors }: ValidateFunction): string {
  return (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join('; ');
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

/** A schema of the document outside it: its references lead into the document. */
function rooted(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api#/')) as Json;
}

function tighten(document: Json, name: string): void {
  const schemas = ((document['components'] as Json | undefined)?.['schemas'] ?? {}) as Record<string, Json>;
  const schema = schemas[name];
  if (schema !== undefined) schema['additionalProperties'] = false;
}

/** OpenAPI 3.0 as JSON schema: `nullable`. */
function allowNull(schema: Json): void {
  if (schema['nullable'] !== true) return;
  delete schema['nullable'];
  if (typeof schema['type'] === 'string') schema['type'] = [schema['type'], 'null'];
}

function eachSchema(value: unknown, change: (schema: Json) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) change(value as Json);
  for (const member of Object.values(value)) eachSchema(member, change);
}
