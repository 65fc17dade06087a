import fc from 'fast-check';

/** Tags and other markup, one a word; `_` stands for a blank inside of one. */
const markup = `
<p> </p> <p_/> <strong> </strong> <em> </em> <code> </code> <h2> </h2> <br_/> <hr/> <pre> </pre> <blockquote> </blockquote>
<ul> <li> </li> </ul> <ol_start="3"> </ol> <table><tbody> <tr> <td_colspan="2"> <th> </table>
<a_href="https://example.com/?a=1&amp;b=2"> </a> <a> <time_datetime="2026-05-01"_/> <ac:emoticon_ac:name="smile"_/>
<ac:link> <ri:page_ri:content-title="A/B"_/> <ri:user_ri:userkey="8a"_/> <ac:link-body> </ac:link-body> </ac:link>
<ac:structured-macro_ac:name="info"> <ac:structured-macro_ac:name="code"> <ac:structured-macro_ac:name="odd"> </ac:structured-macro>
<ac:structured-macro_ac:name="status"> <ac:parameter_ac:name="icon"> <ac:parameter_ac:name="colour">Green</ac:parameter>
<ac:inline-comment-marker_ac:ref="u:1"> </ac:inline-comment-marker> <br>
<ac:parameter_ac:name="title"> </ac:parameter> <ac:rich-text-body> </ac:rich-text-body>
<ac:plain-text-body><![CDATA[ ]]></ac:plain-text-body> <![CDATA[a]]> <!--b--> <?x < > & &nbsp; &ldquo; &#x0;
<ac:task-list> <ac:task> <ac:task-body> <ac:task-status>complete</ac:task-status> </ac:task> </ac:task-list>
<ac:image> <ri:attachment_ri:filename="a|b.png"_/> </ac:image> word ** -`;

/** Pieces of the storage format, whole and broken, in any order: most of it is malformed. */
export const arbitraryStorage = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          ...markup
            .trim()
            .split(/\s/)
            .map((piece) => piece.replaceAll('_', ' ')),
        ),
      },
      { weight: 1, arbitrary: fc.constant(' ') },
      { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
    ),
    { maxLength: 25, size: 'max' },
  )
  .map((pieces) => pieces.join(''));
