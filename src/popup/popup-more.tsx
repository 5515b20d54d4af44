/** Entry of what the popup loads once it is on the screen. */
// With all of the popup in both entries, all of it is in one script: see the build.
import './popup.tsx';

export { createMore } from './more.tsx';
