/** A code span, or a Windows path, in which `\n` is not a line end. An escaped backslash is not the start of one. */
const NOT_LINE_ENDS = /\\\\|(?<!`)(`{1,2})(?!`)[^`]+\1(?!`)|\b[A-Za-z]:\\[^\s`]*/;
const LINE_ENDS = /\\r\\n|\\n/;
const EITHER = new RegExp(`(?:${NOT_LINE_ENDS.source})|(${LINE_ENDS.source})`, 'g');

/** What neither JSON between services nor XML can hold: control characters, half surrogate pairs, non-characters. */
const UNSPEAKABLE = /(?![\t\n])\p{Cc}|[\ufffe\uffff]|\p{Cs}/gu;

/**
 * Markdown as people and models send it, ready for the lexer: one kind of line end, no character that a site would
 * refuse. Models sometimes escape line ends twice; a literal `\n` is taken for one only where the text has no real one.
 */
export function cleanMarkdownSource(markdown: string): string {
  const text = speakable(markdown.replace(/\r\n?/g, '\n'));
  if (text.includes('\n') || !text.includes('\\n')) return text;
  return text.replace(EITHER, (found, _ticks: unknown, lineEnd: string | undefined) =>
    lineEnd === undefined ? found : '\n',
  );
}

/** Without the characters that JSON, XML or Atlassian cannot carry. */
export function speakable(text: string): string {
  return text.replace(UNSPEAKABLE, (char) => (char >= '\ud800' && char <= '\udfff' ? '\ufffd' : ''));
}
