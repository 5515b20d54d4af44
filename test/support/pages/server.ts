/** What the server of each framework sends: the HTML that its script hydrates. */
import { h } from 'preact';
import { renderToString as renderPreact } from 'preact-render-to-string';
import { renderToString as renderReact } from 'react-dom/server';
import { render as renderSvelte } from 'svelte/server';
import { readable } from 'svelte/store';
import { createSSRApp, shallowRef } from 'vue';
import { renderToString as renderVue } from 'vue/server-renderer';
import type { Framework, Render } from './contacts.ts';
import { PreactView } from './preact-view.ts';
import { reactView } from './react-view.ts';
import SvelteView from './svelte-view.svelte';
import { vueView } from './vue-view.ts';

export const renders: Readonly<Record<Framework, Render>> = {
	react: (rows) => renderReact(reactView({ rows })),
	vue: (rows) => renderVue(createSSRApp(vueView(shallowRef(rows)))),
	svelte: (rows) => renderSvelte(SvelteView, { props: { rows: readable(rows) } }).body,
	preact: (rows) => renderPreact(h(PreactView, { rows })),
};
