// The handler that the Node.js runtime is started with: the function's own, wrapped.
import { withCors } from './lambda/index.mjs';
import { loadHandler } from './lambda/load-handler.mjs';

// The function's code finds the environment that it had without the layer.
process.env._HANDLER = process.env.CDK_APIGATEWAY_CORS_HANDLER;
delete process.env.CDK_APIGATEWAY_CORS_HANDLER;

export const handler = withCors(await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER));
