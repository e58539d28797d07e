// A plugin of StrykerJS: leaves alone what only people read. A test that held each word of a message would have to change
// with the word and find no mistake; which message it is, and where it is said, is mutated like everything else.
const SENTENCE = /\p{L}+,? \p{L}+,? \p{L}+/u;

function shouldIgnore({ node }) {
  return textOf(node).some((text) => SENTENCE.test(text)) ? 'a sentence that people read' : undefined;
}

function textOf(node) {
  switch (node.type) {
    case 'StringLiteral':
      return [node.value];
    case 'TemplateLiteral':
      return node.quasis.map(({ value }) => value.raw);
    default:
      return [];
  }
}

exports.strykerPlugins = [{ kind: 'Ignore', name: 'texts-for-people', value: { shouldIgnore } }];
