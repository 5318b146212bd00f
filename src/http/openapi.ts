import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { softwareVersion } from '../version.ts';
import type { RoutePermission } from './callers.ts';
import { introduction, tags } from './openapiIntroduction.ts';
import { tidy } from './openapiTidy.ts';

/**
 * Documents every route registered after this one, from its zod schemas (OpenAPI 3.1). `npm run openapi` adds
 * examples and writes openapi/openapi.json, which is what the service shows.
 */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sijill',
        version: softwareVersion,
        summary: 'Who said or did what, when, where, and who reported it in which words',
        description: introduction,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'This service' }],
      security: [],
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: '`Authorization: Bearer sj_…` (`sijill key create`)',
          },
        },
      },
      tags,
    },
    transform: (route) => {
      const described = jsonSchemaTransform(route);
      const { role } = (route.route.config ?? {}) as RoutePermission;
      return role ? { ...described, schema: { ...described.schema, security: [{ key: [] }] } } : described;
    },
    transformObject: (document) => tidy(jsonSchemaTransformObject(document)),
  });
}
