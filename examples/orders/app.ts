import { App } from 'aws-cdk-lib';
import { OrdersStack } from './orders-stack';

const app = new App();
// No account and no region: the template is the same for all of them.
new OrdersStack(app, 'Orders', {
  description: 'An orders API that two web shops and their previews call from browsers',
});
