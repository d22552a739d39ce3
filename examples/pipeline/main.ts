import { App } from 'cdk8s';
import { fences } from './fences';

const app = new App();
fences(app);
app.synth();
