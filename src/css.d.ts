/** Views import their stylesheets; the bundler writes them beside the script. */
declare module '*.css';
