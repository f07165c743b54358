import SwaggerParser from '@apidevtools/swagger-parser';

export const run = (file) => SwaggerParser.validate(file);
