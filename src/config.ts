import { z } from 'zod';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_READ_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  SIJILL_DATA_DIR: z.string().min(1).default('./var'),
  SIJILL_DEMO: flag.optional(),
  SIJILL_PUBLIC_READ: flag.default(true),
  SIJILL_PUBLIC_URL: z.url().optional(),
  SIJILL_WEBHOOK_PRIVATE: flag.default(false),
  SIJILL_IMPORT_MB: z.coerce.number().min(1).default(1024),
  SIJILL_TRUST_PROXY: z
    .union(
      [
        z.literal('false').transform(() => false as const),
        z.coerce.number().int().min(1),
        z.string().regex(/^[\da-fA-F.:/]+( *, *[\da-fA-F.:/]+)*$/),
      ],
      'false, how many proxies stand in front, or their addresses',
    )
    .default(false),
  SIJILL_RATE_LIMIT: z.coerce.number().int().min(0).default(1200),
  SIJILL_RATE_LIMIT_KEY: z.coerce.number().int().min(0).default(6000),
  SIJILL_CACHE_MB: z.coerce.number().min(0).default(64),
  SIJILL_POOL: z.coerce.number().int().min(1).default(10),
  SIJILL_STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(1).default(2000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface Config {
  port: number;
  host: string;
  /** Unset: the embedded database under `dataDir`. */
  databaseUrl: string | undefined;
  databaseReadUrl: string | undefined;
  dataDir: string;
  /** Load the demonstration knowledge base into an empty database. */
  demo: boolean;
  /** Whether reviewed data is readable without a key. */
  publicRead: boolean;
  /** Base of permalinks; unset: from the request. */
  publicUrl: string | undefined;
  /** Whether webhooks may be sent to this machine and its network. */
  webhookPrivate: boolean;
  /**
   * Whose `X-Forwarded-*` headers say where a request came from: no one's, those of so many proxies in front, or of
   * these addresses and networks.
   */
  trustProxy: false | number | string;
  /** Requests a minute from one address without a key; 0 is no limit. */
  rateLimit: number;
  /** Requests a minute with one key; 0 is no limit. */
  rateLimitKey: number;
  /** Bytes of finished answers kept in memory; 0 keeps none. */
  cacheBytes: number;
  /** Connections to PostgreSQL for reading, and as many again for writing. */
  poolSize: number;
  /** Longest time a public question may take in the database, in milliseconds. */
  statementTimeoutMs: number;
  /** Bytes of the largest bundle that `POST /v1/import` takes. */
  importBytes: number;
  logLevel: string;
}

/** Reads the configuration, or throws an Error whose message names every variable that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration is wrong. ${faults.join('; ')}.`);
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    databaseReadUrl: env.DATABASE_READ_URL,
    dataDir: env.SIJILL_DATA_DIR,
    demo: env.SIJILL_DEMO ?? env.DATABASE_URL === undefined,
    publicRead: env.SIJILL_PUBLIC_READ,
    publicUrl: env.SIJILL_PUBLIC_URL?.replace(/\/$/, ''),
    webhookPrivate: env.SIJILL_WEBHOOK_PRIVATE,
    importBytes: env.SIJILL_IMPORT_MB * 1024 * 1024,
    trustProxy: env.SIJILL_TRUST_PROXY,
    rateLimit: env.SIJILL_RATE_LIMIT,
    rateLimitKey: env.SIJILL_RATE_LIMIT_KEY,
    cacheBytes: env.SIJILL_CACHE_MB * 1024 * 1024,
    poolSize: env.SIJILL_POOL,
    statementTimeoutMs: env.SIJILL_STATEMENT_TIMEOUT_MS,
    logLevel: env.LOG_LEVEL,
  };
}
