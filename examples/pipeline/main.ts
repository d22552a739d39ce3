import { FenceApp } from 'cdk8s-netfence';
import { fences } from './fences';

const app = new FenceApp();
fences(app);
app.synth();
