/** A tool that reads OpenAPI documents; `tools/` has a file of its name that runs it. */
export interface Tool {
  readonly name: string;
  /** How to run it, for the documentation; `openapi.json` is the document. */
  readonly use: string;
  readonly makes: string;
  /** The field by which an operation is found again in what it makes; a tool that only validates makes nothing. */
  readonly names?: 'operationId' | 'summary';
  /** The lines that it prints when all is well: any other is a warning. */
  readonly prints?: RegExp;
}

/** The tools that have to take every document without a warning. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'kubb',
    use: '`kubb generate openapi.json`, with the plugins `oas`, `ts`, `zod` and `client`',
    makes: 'types, Zod schemas, a client of fetch',
    names: 'operationId',
  },
  {
    name: 'openapi-ts',
    use: '`npx @hey-api/openapi-ts --input openapi.json --output client`',
    makes: 'a client of fetch',
    names: 'operationId',
    prints: /^@hey-api\/openapi-ts v|^\[Job 1\] (~ Generating\.\.\.$| {2}\[1\] |✓ )/,
  },
  {
    name: 'openapi-typescript',
    use: '`npx openapi-typescript openapi.json --output types.ts`',
    makes: 'types',
    names: 'operationId',
  },
  {
    name: 'openapi-zod-client',
    use: '`npx openapi-zod-client openapi.json --output client.ts --default-status auto-correct`',
    makes: 'Zod schemas, a client of axios',
    names: 'operationId',
  },
  {
    name: 'openapi-to-postmanv2',
    use: '`npx openapi-to-postmanv2 --spec openapi.json --output collection.json`',
    makes: 'a Postman collection',
    names: 'summary',
  },
  {
    name: 'orval',
    use: '`npx orval --input openapi.json --output client.ts`',
    makes: 'a client of axios',
    names: 'operationId',
    prints: /^🎉 .* - Your OpenAPI spec has been converted/u,
  },
  {
    name: 'swagger-cli',
    use: '`npx @apidevtools/swagger-cli validate openapi.json`',
    makes: 'nothing, it validates',
  },
  {
    name: 'swagger-parser',
    use: "`SwaggerParser.validate('openapi.json')`",
    makes: 'nothing, it validates',
  },
];
