import { type AdfDocument, isAdfDocument } from './adf.ts';

/** A text as a client of Data Center wrote it; no JSON is one, so the cloud never takes it for a document. */
export class WikiText {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What descriptions, comments and worklogs hold: documents from the seeds and the cloud, wiki markup from Data Center. */
export type RichText = AdfDocument | WikiText;

export function isRichText(value: unknown): value is RichText {
  return value instanceof WikiText || isAdfDocument(value);
}
