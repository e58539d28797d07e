// The template validator that aws-cdk-lib runs on each synth takes seconds on a first run; one test leaves it on.
process.env.CDK_VALIDATION ??= 'false';

// A call of something deprecated prints a warning that users could do nothing about: here it is an error.
process.env.JSII_DEPRECATED = 'fail';
