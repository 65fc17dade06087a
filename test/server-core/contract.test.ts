import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { outputSchemaOf } from '../../server-core/arguments.ts';
import { products } from '../../server-core/products.ts';
import type { Deployment } from '../../src/demo-site/index.ts';
import type { SiteCall } from '../../src/demo-site/options.ts';
import { haveDocuments, OpenapiDocument } from '../demo-site/openapi-document.ts';
import { DocumentedApi, documentsOf } from '../support/documented-api.ts';
import { expectGeneratedSection } from '../support/generated-section.ts';
import { makeToolCall } from '../support/make-tool-call.ts';
import { toolCalls } from '../support/tool-calls.ts';
import { peerTable, toolTable } from '../support/tool-tables.ts';

const tools = products.flatMap(({ toolsets }) => toolsets.flatMap((toolset) => toolset.tools));
const calls = (['cloud', 'data-center'] as const).flatMap((deployment) =>
  Object.entries(toolCalls).flatMap(([tool, all]) =>
    all.map((call, index) => ({ deployment, tool, call, name: all.length > 1 ? `${tool} (${index + 1})` : tool })),
  ),
);

/** What each call gave, and what the site saw of it. */
const outcomes = new Map<object, { readonly result: CallToolResult; readonly seen: readonly SiteCall[] }>();
const outcomeOf = (made: object) => {
  const outcome = outcomes.get(made);
  if (outcome === undefined) throw new Error('The call has not been made.');
  return outcome;
};

beforeAll(async () => {
  for (const made of calls) outcomes.set(made, await makeToolCall(made.tool, made.call, made.deployment));
}, 120_000);

it('has calls of every tool', () => {
  expect(Object.keys(toolCalls).sort()).toEqual(tools.map(({ name }) => name).sort());
});

describe('on the demo site', () => {
  const ajv = new Ajv({ strict: false });

  it.each(calls)('$name does on $deployment what it says', (made) => {
    const { result } = outcomeOf(made);
    if (made.call.notOn === made.deployment) {
      expect(result).toMatchObject({ isError: true, _meta: { code: 'NOT_SUPPORTED' } });
      return;
    }
    expect(result.isError, JSON.stringify(result.content)).not.toBe(true);
    const tool = tools.find(({ name }) => name === made.tool);
    if (tool === undefined) throw new Error(`There is no ${made.tool}.`);
    const validate = ajv.compile(outputSchemaOf(tool));
    // as a client gets it: what is undefined is not sent
    const data: unknown = JSON.parse(JSON.stringify(result.structuredContent));
    expect([validate(data), validate.errors]).toEqual([true, null]);
    expect(result.content[0]).toMatchObject({ type: 'text', text: expect.stringMatching(/\S/) });
  });
});

describe.skipIf(!haveDocuments)('by the OpenAPI documents of Atlassian', () => {
  const requests = new Map<Deployment, DocumentedApi>();
  const answers = new Map<Deployment, readonly { root: string; document: OpenapiDocument }[]>();
  beforeAll(() => {
    for (const deployment of ['cloud', 'data-center'] as const) {
      requests.set(deployment, new DocumentedApi(deployment));
      const documents = documentsOf[deployment].map(([file, root]) => ({
        root,
        document: new OpenapiDocument(file, root),
      }));
      answers.set(deployment, documents);
    }
  });

  it.each(calls)('$name sends on $deployment only what they describe', (made) => {
    const { seen } = outcomeOf(made);
    const problems = seen.flatMap(({ method, target, contentType, body, isForm }) => {
      const request = { method, url: target, contentType, body: isForm ? '(form)' : body };
      return requests.get(made.deployment)?.problems(request) ?? [];
    });
    expect(problems.filter((problem) => !undocumented.some(({ request }) => request.test(problem)))).toEqual([]);
    if (made.call.notOn !== made.deployment) expect(seen.length).toBeGreaterThan(0);
  });

  it.each(calls)('$name is answered on $deployment as they describe', (made) => {
    const problems = outcomeOf(made).seen.flatMap(({ method, target, status, answer }) => {
      const body: unknown = Buffer.isBuffer(answer) ? undefined : JSON.parse(JSON.stringify(answer ?? null));
      const path = target.split('?')[0] ?? '';
      const [documented] = (answers.get(made.deployment) ?? [])
        .filter(({ root }) => path.startsWith(root))
        .map(({ document }) => document.problems(method, target, status, body))
        .filter((found) => !found.some((problem) => problem.startsWith('the document has no')));
      return (documented ?? []).map((problem) => `${method} ${target} ${status}: ${problem}`);
    });
    expect(problems.filter((line) => !knownDeviations.some((known) => known.test(line)))).toEqual([]);
  });
});

describe('docs/tools.md', () => {
  it('lists every tool with its toolset, arguments, hints and the requests that it makes of either deployment', () => {
    const requestsOf = (tool: string, deployment: Deployment): string[] => {
      const made = calls.filter((call) => call.tool === tool && call.deployment === deployment);
      const seen = made.flatMap((call) => outcomeOf(call).seen.map(({ method, endpoint }) => `${method} ${endpoint}`));
      return [...new Set(seen)];
    };
    expectGeneratedSection('docs/tools.md', 'tools', toolTable(products, requestsOf));
  });

  it('maps every tool of the original and of the two leading servers to ours, or says why not', () => {
    expectGeneratedSection('docs/tools.md', 'peers', peerTable(tools.map(({ name }) => name)));
  });
});

/** Where the real site, and often the document's own example, has what its schema forbids. */
const knownDeviations: readonly RegExp[] = [
  // Data Center's document types every field as an object, and calls a list what is one of its items
  /\/jira\/rest\/(api\/2|agile\/1\.0)\/.* \d+: .*\/fields\/\w+ must be object/,
  /\/jira\/rest\/api\/2\/\S* \d+: {2}must be object/,
  // what was empty before or after a change is null
  /\/items\/\d+\/(from|fromString|to|toString) must be string/,
  // pages at the top have no parent, and few spaces a description or an icon
  /\/wiki\/api\/v2\/.*(parentId|parentType) must be string/,
  /\/wiki\/api\/v2\/spaces.*(description|icon) must be object/,
  // a list of attachments is documented with the status of a new one, a new remote link with that of a list
  /\/child\/attachment may not answer 200$/,
  /\/remotelink may not answer 201$/,
];

/** What is needed and stands in no document, or not as it is, and why. */
const undocumented: readonly { readonly request: RegExp; readonly why: string }[] = [
  {
    request: /^no document has GET \/jira\/secure\/attachment\//,
    why: 'Data Center gives this address as the content of an attachment',
  },
  {
    request: /^no document has GET \/confluence\/download\/attachments\//,
    why: 'Data Center gives this address as the download of an attachment',
  },
  {
    request: /^(POST|PUT) \/api\/2\/issue\S*: (\/\S*fields\/\w+ must be object(; )?)+$/,
    why: "Data Center's document types the value of every field as an object",
  },
];
