import {render} from 'preact';

import './theme/index.css';
import './parts/parts.css';
import './forms/forms.css';
import './shell/shell.css';
import {App} from './app';

// A page that was open over an upgrade of the server asks for parts that are gone; loaded anew, it has those of today.
addEventListener('vite:preloadError', () => location.reload());

const place = document.getElementById('app');
if (place) render(<App />, place);
