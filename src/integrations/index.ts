import type { Integration } from './integration.ts';
import { mcp } from './mcp/routes.ts';
import { ogc } from './ogc/routes.ts';
import { reconcile } from './reconcile/routes.ts';
import { timemap } from './timemap/routes.ts';

/** Every integration; one more is a folder beside these and its name here. */
export const integrations: readonly Integration[] = [ogc, reconcile, timemap, mcp];
