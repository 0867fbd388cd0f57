FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
COPY build.ts entrances.ts ./
COPY src src
# better-sqlite3 carries SQLite's sources and binaries for every platform: 25 MB that would never be loaded.
RUN node build.ts && npm prune --omit=dev --ignore-scripts --no-audit --no-fund && cd node_modules/better-sqlite3 \
  && rm -rf deps src prebuilds/darwin-* prebuilds/win32-* prebuilds/linuxmusl-*

FROM node:24-slim
WORKDIR /app

# For `--data /data`, on a volume of yours. Without that flag all is in memory, and nothing is written anywhere.
RUN mkdir /data && chown node:node /data

COPY --from=build /app/node_modules node_modules
COPY --from=build /app/package.json ./
COPY fixtures fixtures
COPY templates templates
COPY --from=build /app/dist dist

USER node
ENV INSTANTLY_MOCK_HOST=0.0.0.0
# A cache that goes with its container would serve no other start.
ENV NODE_DISABLE_COMPILE_CACHE=1
EXPOSE 3000 3443

# Every 2 seconds, as not every builder knows --start-interval; compose.yaml has it.
# To listen on another port, set it by variable rather than by flag: only then does this find it.
HEALTHCHECK --interval=2s --timeout=3s --retries=5 CMD ["node", "-e", "\
  const port = process.env.INSTANTLY_MOCK_PORT || process.env.PORT || 3000; \
  fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

ENTRYPOINT ["node", "/app/dist/cli.js"]
