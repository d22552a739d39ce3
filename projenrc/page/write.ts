import { writeFileSync } from 'fs';
import { SCRIPT_FILE, scriptText } from './script';

writeFileSync(SCRIPT_FILE, scriptText());
