// Starts the runtime interface client of Node.js as a managed runtime does: by what the environment says.
const { run } = await import(process.env.RUNTIME_INTERFACE_CLIENT);
// From release 4 on the client does the same by itself once it is imported.
await run?.(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
