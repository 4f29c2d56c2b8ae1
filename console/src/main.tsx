import { render } from 'preact';
import { App } from './app.tsx';
import { watchAttendance } from './lib/attendance.ts';
import { startLanguage } from './lib/language.ts';
import { loadAhead } from './routes/load-ahead.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/table.css';
import './styles/shell.css';
import './styles/batch-list.css';
import './styles/batch.css';
import './styles/stepper.css';
import './styles/report.css';
import './styles/knowledge.css';
import './styles/vehicles.css';
import './styles/fleet.css';
import './styles/upload.css';
import './styles/signals.css';
import './styles/rules.css';
import './styles/system.css';
import './styles/upload-policy.css';

watchAttendance(window);
loadAhead();
const root = document.getElementById('console');
const draw = () => {
  if (root) render(<App />, root);
};
// Without its words, as after a new version was put in place, the page is in English.
await startLanguage(draw).catch(() => undefined);
root?.replaceChildren();
draw();
