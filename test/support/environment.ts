// The template validator that aws-cdk-lib runs on each synth takes seconds on a first run; one test leaves it on.
process.env.CDK_VALIDATION ??= 'false';
