/**
 * What is important here beats what is important in the page, whose rules and `style` attributes are of an outer context
 * (CSS Cascade 4 §6.1): the page cannot make the host look otherwise, and what is in it is out of its reach altogether.
 */
const HOST = `
:host {
	all: initial !important;
	position: fixed !important;
	inset: 0 auto auto 0 !important;
	inline-size: 0 !important;
	block-size: 0 !important;
	overflow: visible !important;
	display: block !important;
	direction: ltr !important;
	unicode-bidi: isolate !important;
	color-scheme: light dark !important;
	z-index: 2147483647 !important;
}
@media print {
	:host { display: none !important; }
}`;

/** The chip's whole style. The tokens are those of the extension's own pages. */
export const STYLE = `${HOST}
.chip {
	--accent: light-dark(#0b6b5d, #5fd3bf);
	--accent-text: light-dark(#fff, #06201c);
	--accent-over: color-mix(in oklab, var(--accent) 88%, light-dark(black, white));
	--surface: light-dark(#fff, #1c1e21);
	--over: light-dark(#e9ebed, #31353a);
	--line: light-dark(#dfe2e5, #3a3e43);
	--edge: light-dark(#858c93, #777e85);
	--text: light-dark(#1b1d1f, #eceef0);
	--quiet: light-dark(#5c6369, #a4abb3);
	--good: light-dark(#1d7a46, #67c98f);
	--warn: light-dark(#8a5100, #f0b354);
	--bad: light-dark(#b3261e, #ff8a80);
	position: fixed;
	box-sizing: border-box;
	inline-size: max-content;
	min-inline-size: min(240px, 100vw - 16px);
	max-inline-size: min(320px, 100vw - 16px);
	max-block-size: calc(100vh - 16px);
	overflow: auto;
	overscroll-behavior: contain;
	padding: 12px;
	display: grid;
	grid-template-columns: minmax(0, auto);
	gap: 8px;
	font: 13px / 1.4 system-ui, sans-serif;
	overflow-wrap: anywhere;
	text-align: start;
	cursor: default;
	background: var(--surface);
	color: var(--text);
	border: 1px solid var(--line);
	border-radius: 10px;
	box-shadow: 0 6px 24px #0003;
	accent-color: var(--accent);
}
.chip *, .chip *::before { box-sizing: border-box; }
p, h2 { margin: 0; font: inherit; }
h2 { font-size: 15px; font-weight: 600; }
.quiet { color: var(--quiet); }
.cue { color: var(--warn); font-weight: 600; margin-block-start: 4px; }
.presence { display: inline-flex; align-items: center; gap: 6px; }
.presence::before {
	content: '';
	inline-size: 10px;
	block-size: 10px;
	border-radius: 50%;
	background: var(--good);
}
.presence.away::before { background: var(--warn); border-radius: 50% 50% 50% 0; }
.presence.dnd::before { background: var(--bad); border-radius: 3px; }
.presence.offline::before { background: none; border: 2px solid var(--quiet); }
.acts { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 8px; }
.small { display: flex; flex-wrap: wrap; gap: 0 4px; margin-inline: -6px; }
.site { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; font-size: 12px; }
button, select {
	font: inherit;
	color: inherit;
	min-block-size: 24px;
	border-radius: 6px;
}
button { border: 1px solid transparent; background: none; cursor: pointer; padding: 2px 6px; }
button:hover { background: var(--over); }
.acts button {
	min-block-size: 32px;
	padding: 6px 14px;
	border-color: var(--edge);
	border-radius: 8px;
	font-weight: 600;
}
.acts .primary { background: var(--accent); border-color: var(--accent); color: var(--accent-text); }
.acts .primary:hover { background: var(--accent-over); }
.small button { color: var(--quiet); font-size: 12px; }
.site button { color: var(--accent); text-decoration: underline; padding-inline: 2px; }
.site p:has(+ select) { flex-basis: 100%; }
select { flex: 1; min-inline-size: 0; max-inline-size: 100%; background: var(--surface); border: 1px solid var(--edge); }
:focus { outline: none; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.unseen {
	position: absolute;
	inline-size: 1px;
	block-size: 1px;
	overflow: hidden;
	clip-path: inset(50%);
	white-space: nowrap;
}
@media (forced-colors: active) {
	.chip { border-color: CanvasText; }
	.presence::before { forced-color-adjust: none; }
	.acts button { border-color: ButtonBorder; }
	.acts .primary { forced-color-adjust: none; background: Highlight; border-color: Highlight; color: HighlightText; }
	.cue { font-weight: 700; }
}
`;
