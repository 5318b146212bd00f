import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { useApp } from '../support/app.ts';

const service = useApp();
const file = 'openapi/example-client.ts';

describe('openapi/example-client.ts', () => {
  it('fits the generated types', () => {
    const config = ts.getParsedCommandLineOfConfigFile(
      'tsconfig.json',
      {},
      {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
          throw new Error(String(messageText));
        },
      },
    );
    const program = ts.createProgram([file], config?.options ?? {});
    const faults = ts.getPreEmitDiagnostics(program);
    expect(faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
  });

  it('asks a running service who somebody is, what he did, and what he said', async () => {
    await service.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = service.app.server.address() as AddressInfo;
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      file,
      `http://127.0.0.1:${port}`,
      'مكاري',
    ]);
    const [who, ...lines] = stdout.trim().split('\n');
    expect(who).toBe('Ian McCary (إيان مكاري): 1 events');
    expect(lines).toContain('2024-03-01  said: US Coalition envoy McCary is interviewed by Alhurra');
    expect(stdout).toMatch(/: “source_text_not_loaded” \/ “.*ISIS/);
  });
});
