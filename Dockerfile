# Runs the sources as they are: Node.js strips their types. Nothing is built, and only what runs is installed.
FROM node:24-slim
WORKDIR /app

# Where `--data /data` keeps workspaces, and the CA of `--tls`. Without that flag all is in memory, and nothing is written anywhere.
RUN mkdir /data && chown node:node /data
VOLUME /data

# better-sqlite3 carries SQLite's sources and binaries for every platform: 25 MB that would never be loaded.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund --no-update-notifier \
  && rm -rf /root/.npm /tmp/* && cd node_modules/better-sqlite3 \
  && rm -rf deps src prebuilds/darwin-* prebuilds/win32-* prebuilds/linuxmusl-*

COPY fixtures fixtures
COPY src src

USER node
ENV INSTANTLY_MOCK_HOST=0.0.0.0
EXPOSE 3000 3443

# To listen on another port, set it by variable rather than by flag: only then does this find it.
HEALTHCHECK --interval=2s --timeout=3s --retries=5 CMD ["node", "-e", "\
  const port = process.env.INSTANTLY_MOCK_PORT || process.env.PORT || 3000; \
  fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

ENTRYPOINT ["node", "/app/src/cli.ts"]
