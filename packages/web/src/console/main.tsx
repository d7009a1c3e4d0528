import { render } from 'preact';
import { App } from './frame/app.tsx';

const home = document.getElementById('console');
if (home !== null) render(<App />, home);
