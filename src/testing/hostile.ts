/** What an answer could hold to do harm where it is shown: in a page, a comment, an XML file, a log. */
export const hostile = [
  '<script>globalThis.ran = true</script></pre></details></main></body></html><script>globalThis.ran = true</script>',
  `<img src="https://example.org/x.png" onerror="globalThis.ran = true">`,
  `"'><svg onload=globalThis.ran=true><style>body{display:none}</style><!-- `,
  '[click](javascript:globalThis.ran=true) <a href="javascript:globalThis.ran=true">here</a> https://example.org',
  '@everyone #1 ![x](https://example.org/y.png) ``` `` ` | a | b |',
  '::error file=a::b\n::set-output name=x::y',
  ']]> &#60;script&#62; \u001b[31mred\u001b[0m \u0000\u0007 \u202e reversed \ud800',
].join('\n');
