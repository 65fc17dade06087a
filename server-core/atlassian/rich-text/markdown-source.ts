import { escapedLineEnds } from './escaped-line-ends.ts';

/** What neither JSON between services nor XML can hold: control characters, half surrogate pairs, non-characters. */
const UNSPEAKABLE = /(?![\t\n])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu;

/** Markdown as people and models send it, ready for the lexer: one kind of line end, no character that a site would refuse. */
export function cleanMarkdownSource(markdown: string): string {
  return escapedLineEnds(speakable(markdown.replace(/\r\n?/g, '\n')));
}

/** Without the characters that JSON, XML or Atlassian cannot carry. */
export function speakable(text: string): string {
  return text.replace(UNSPEAKABLE, (char) => (char >= '\ud800' && char <= '\udfff' ? '\ufffd' : ''));
}
