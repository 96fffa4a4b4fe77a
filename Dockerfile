# Rollbook in a container: docker compose up -d --build (see docker-compose.yml).
ARG NODE=node:24-bookworm-slim

FROM ${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY scripts ./scripts
COPY src ./src
COPY views ./views
COPY public ./public
COPY migrations ./migrations
# The page of components shows the examples that the tests draw from.
COPY test/support/examples.ts ./test/support/examples.ts
RUN node scripts/build.mjs

FROM ${NODE}
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8000 DATA_DIR=/data MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072
COPY package.json package-lock.json ./
# No compiler and no scripts: what is native comes ready-made inside its package. Optional is the Node that this image has.
RUN npm ci --omit=dev --omit=optional --ignore-scripts --cache /tmp/npm && rm -rf /tmp/npm
COPY --from=build /app/dist ./dist
COPY --from=build /app/views ./views
COPY --from=build /app/public ./public
COPY --from=build /app/migrations ./migrations
# Everything belongs to root and is only read; the data folder alone belongs to who runs it.
RUN install -d -m 700 -o 10001 -g 10001 /data
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=1", "--optimize-for-size", "--max-lazy", "--no-maglev", "--expose-gc", "dist/server.js"]
