/** Everything the look needs, in the order the cascade wants it. */
import './fonts.ts';
import './tokens.css';
import './page.css';
import './components.ts';

export { cssVariables, theme } from './theme.ts';
export { nonce } from './nonce.ts';
