/** A code editor in a page, as a script of that page. */
import { EditorView, minimalSetup } from 'codemirror';

new EditorView({ parent: document.querySelector('#codemirror') ?? document.body, extensions: [minimalSetup] });
