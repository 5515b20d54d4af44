/** The features that are attached to every session: service discovery and capabilities are computed from this list. */
import type { XmppFeature } from '../feature.ts';
import { serviceDiscovery } from './xep-0030-service-discovery.ts';
import { entityCapabilities } from './xep-0115-entity-capabilities.ts';
import { reachability } from './xep-0152-reachability.ts';
import { vcardAvatars } from './xep-0153-vcard-avatars.ts';
import { deliveryReceipts } from './xep-0184-delivery-receipts.ts';
import { ping } from './xep-0199-ping.ts';
import { delayedDelivery } from './xep-0203-delayed-delivery.ts';
import { stanzaIds } from './xep-0359-stanza-ids.ts';

export const features: readonly XmppFeature[] = [
	serviceDiscovery,
	entityCapabilities,
	reachability,
	vcardAvatars,
	deliveryReceipts,
	ping,
	delayedDelivery,
	stanzaIds,
];
