// The floor: the least that answers, on the framework the program stands on.
import Fastify from 'fastify';

const app = Fastify();
app.get('/login', async () => 'hello');
app.get('/healthz', async () => ({ ok: true }));
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
