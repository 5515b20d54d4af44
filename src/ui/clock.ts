import { signal } from '@preact/signals';

let timer: ReturnType<typeof setInterval> | undefined;

/** The time in ms since 1970, once a second, for as long as somebody shows it. */
export const now = signal(Date.now(), {
	watched() {
		this.value = Date.now();
		timer = setInterval(() => {
			this.value = Date.now();
		}, 1000);
	},
	unwatched() {
		clearInterval(timer);
	},
});
