/** Entry, only where the person wants numbers found though the page asks to be left alone. content.js comes later. */
Object.assign(globalThis, { [Symbol.for('twinline.anyway')]: true });
