import type { Integration } from './integration.ts';
import { ogc } from './ogc/routes.ts';
import { reconcile } from './reconcile/routes.ts';

/** Every integration; one more is a folder beside these and its name here. */
export const integrations: readonly Integration[] = [ogc, reconcile];
