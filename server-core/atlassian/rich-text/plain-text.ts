import type { Inline } from './rich-text.ts';

/** Text alone, on one line, for a label or a title. */
export function plainTextOf(inlines: readonly Inline[]): string {
  return inlines.map(wordsOf).join('').replace(/\s+/g, ' ').trim();
}

function wordsOf(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'status':
      return inline.text;
    case 'emoji':
      return `:${inline.name}:`;
    case 'mention':
      return `@${inline.name}`;
    case 'date':
      return inline.day;
    case 'card':
      return inline.url;
    case 'image':
      return inline.alt;
    case 'break':
      return ' ';
    case 'macro':
      return inline.call.name;
  }
}
