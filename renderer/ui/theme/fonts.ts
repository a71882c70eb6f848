/** The three typefaces as files of the page (SIL OFL 1.1); tokens.css names them and what they fall back to. */
import '@fontsource-variable/bricolage-grotesque/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@fontsource-variable/source-sans-3/wght.css';
