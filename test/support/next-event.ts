/** The next event of this kind, as a promise. (`events.once` would listen to the `ws` package's own emitter instead.) */
export function nextEvent<Kind extends Event = Event>(target: EventTarget, type: string): Promise<Kind> {
	return new Promise((resolve) => target.addEventListener(type, (event) => resolve(event as Kind), { once: true }));
}
