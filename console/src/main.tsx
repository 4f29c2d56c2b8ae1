import { render } from 'preact';
import { App } from './app.tsx';
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
import './styles/upload.css';
import './styles/signals.css';
import './styles/rules.css';

const root = document.getElementById('console');
if (root) render(<App />, root);
