/** `head { … }` as nginx has it, the lines of its body indented. A part that is empty is left out. */
export function block(head: string, parts: readonly string[]): string {
  const body = parts.filter((part) => part !== '').join('\n');
  return `${head} {\n${body.replace(/^(?=.)/gm, '    ')}\n}`;
}
