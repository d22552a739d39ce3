/** The last step of each compilation. */
import { join } from 'path';
import { pack } from './pack';

pack(join(__dirname, '..', '..', 'lib'));
