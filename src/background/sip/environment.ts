/** What a session takes from its surroundings; replaced in tests. */
import { type EndpointProblem, probeEndpoint } from '../endpoint-probe.ts';
import { type Clock, systemClock } from '../reconnect.ts';

export interface SipEnvironment {
	readonly clock: Clock;
	/** Where `online` is fired. */
	readonly network: EventTarget;
	readonly probe: (url: URL, closeCode: number) => Promise<EndpointProblem>;
	/** A message that could not be read was dropped. */
	readonly dropped: (cause: unknown) => void;
}

export function browserEnvironment(): SipEnvironment {
	return {
		clock: systemClock,
		network: self,
		probe: (url, closeCode) => probeEndpoint(url, closeCode),
		// Its message may quote what was on the wire.
		dropped: (cause) => console.warn(`twinline: SIP message dropped ${cause instanceof Error ? cause.name : ''}`),
	};
}
