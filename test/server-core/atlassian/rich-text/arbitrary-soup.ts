import fc from 'fast-check';

const pieces = String.raw`
* ** _ ~~ ~ ${'`'} ${'```'} [ ] ( ) ![ ](u) < > </ <b> <!-- --> <![CDATA[ ]]> & &amp; &# | === --- \ \n # >
:a: [!INFO] [!MACRO] <details> </details> <summary> </summary> <u> </u> <br> http://a.b a@b.cd
[@a](accountid:1) [a](status:red) (macro: [a]: a word 1.`;
const blanks = [
  '\n',
  '\n\n',
  '    ',
  '\t',
  ' ',
  '- ',
  '* ',
  '1. ',
  '[ ] ',
  '[x] ',
  '> ',
  '|-|-|\n',
  '\ud83d',
  '\0',
  '\u00a0',
];

/** Text that is mostly made of what Markdown is made of, in no good order. */
export const arbitrarySoup = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...pieces.trim().split(/\s+/), ...blanks) },
      fc.string({ maxLength: 4 }),
    ),
    {
      maxLength: 25,
      size: 'max',
    },
  )
  .map((parts) => parts.join(''));
