// Fastify sending a constant from the documented route.
import { readFileSync } from 'node:fs';
import fastify from 'fastify';

const body = readFileSync(process.argv[2], 'utf8');
const app = fastify();
app.get('/api/app/:project/users/:user/sessions', (_request, reply) => {
  reply.header('content-type', 'application/json').send(body);
});
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
