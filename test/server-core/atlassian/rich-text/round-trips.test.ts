import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toStorage } from '../../../../server-core/atlassian/rich-text/content-format.ts';
import { markdownToAdf } from '../../../../server-core/atlassian/rich-text/markdown-to-adf.ts';
import { markdownToStorage } from '../../../../server-core/atlassian/rich-text/markdown-to-storage.ts';
import { storageToMarkdown } from '../../../../server-core/atlassian/rich-text/storage-to-markdown.ts';
import { InvalidArgumentsError } from '../../../../server-core/errors.ts';
import { adfSchemaErrors, hasAdfSchema } from './adf-schema.ts';
import { adfToMarkdown } from './adf-to-markdown.ts';
import { arbitraryAdf } from './arbitrary-adf.ts';
import { arbitraryDocument } from './arbitrary-markdown.ts';
import { arbitrarySoup } from './arbitrary-soup.ts';
import { arbitraryStorage } from './arbitrary-storage.ts';
import { malformation } from './well-formed.ts';

/** The same documents each time, so that a build fails for what changed in it. */
const sample = { numRuns: 300, seed: 20_260_501 };
const anyMarkdown = fc.oneof(arbitraryDocument, arbitrarySoup, fc.string({ unit: 'binary' }));

function check<T>(arbitrary: fc.Arbitrary<T>, expectation: (value: T) => void): void {
  const property = fc.property(arbitrary, (value) => {
    expectation(value);
  });
  fc.assert(property, sample);
}

function storageUnlessRefused(content: string): string | undefined {
  try {
    return toStorage(content);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidArgumentsError);
    return undefined;
  }
}

describe('Markdown and ADF', () => {
  it('gives the same ADF again after a way through Markdown', () => {
    check(arbitraryDocument, (markdown) => {
      const document = markdownToAdf(markdown);
      expect(markdownToAdf(adfToMarkdown(document))).toEqual(document);
    });
  });

  it.skipIf(!hasAdfSchema)('gives ADF that the official schema accepts, for any text', () => {
    check(anyMarkdown, (markdown) => expect(adfSchemaErrors(markdownToAdf(markdown))).toEqual([]));
  });

  it.skipIf(!hasAdfSchema)('reads any nodes as Markdown that is valid ADF again', () => {
    check(arbitraryAdf, (document) => expect(adfSchemaErrors(markdownToAdf(adfToMarkdown(document)))).toEqual([]));
  });

  it('settles after one way through Markdown, whatever the nodes were', () => {
    check(arbitraryAdf, (document) => {
      const settled = markdownToAdf(adfToMarkdown(document));
      expect(markdownToAdf(adfToMarkdown(settled))).toEqual(settled);
    });
  });

  it('reads any JSON value without a throw', () => {
    check(fc.jsonValue(), (value) => expect(adfToMarkdown(value)).toBeTypeOf('string'));
  });
});

describe('Markdown and storage format', () => {
  it('gives the same storage again after a way through Markdown', () => {
    check(arbitraryDocument, (markdown) => {
      const storage = markdownToStorage(markdown);
      expect(markdownToStorage(storageToMarkdown(storage))).toBe(storage);
    });
  });

  it('gives well-formed XHTML for any text', () => {
    check(anyMarkdown, (markdown) => expect(malformation(markdownToStorage(markdown))).toBeUndefined());
  });

  it('gives storage that is taken for storage', () => {
    check(arbitraryDocument, (markdown) => {
      const storage = markdownToStorage(markdown);
      expect(toStorage(storage)).toBe(storage);
    });
  });

  it('gives storage that is taken for storage for any content, or says that the content is neither', () => {
    check(fc.oneof(arbitraryStorage, anyMarkdown), (content) => {
      const storage = storageUnlessRefused(content);
      if (storage !== undefined) expect(toStorage(storage)).toBe(storage);
    });
  });

  it('reads malformed storage as Markdown that is well-formed storage again', () => {
    check(arbitraryStorage, (storage) =>
      expect(malformation(markdownToStorage(storageToMarkdown(storage)))).toBeUndefined(),
    );
  });

  it('settles after one way through Markdown, whatever the storage was', () => {
    check(arbitraryStorage, (storage) => {
      const settled = markdownToStorage(storageToMarkdown(storage));
      expect(markdownToStorage(storageToMarkdown(settled))).toBe(settled);
    });
  });
});
