/** Entry, only on sites whose short numbers are extensions: content.js, which comes later, is to find those too. */
Object.assign(globalThis, { [Symbol.for('twinline.internal')]: true });
