// An environment of jest that leaves out the rest of a file after its first failure: one is enough to notice a mutant, and
// to format thousands takes so long that the mutant would be taken for an endless loop.
const { TestEnvironment } = require('jest-environment-node');

class FirstFailure extends TestEnvironment {
  failed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure' || name === 'hook_failure') {
      this.failed = true;
    } else if (name === 'test_start' && this.failed) {
      test.mode = 'skip';
    }
  }
}

module.exports = FirstFailure;
