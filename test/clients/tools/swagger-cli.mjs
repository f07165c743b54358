import swaggerCli from '@apidevtools/swagger-cli';

export const run = (file) => swaggerCli.validate(file, { schema: true, spec: true });
