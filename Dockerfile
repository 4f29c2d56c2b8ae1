# Argus in one image; its role is the command (see docker-compose.yml). Runs from the TypeScript sources: Node strips
# the types. glibc, because Temporal's core has no musl build.

FROM node:24.21.0-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6 AS node

# Everything, to build the console and the workflow bundle with.
FROM node AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/trim-dependencies.mjs scripts/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npx vite build console
RUN node --input-type=module --eval \
  "const { workflowCode } = await import('./src/workers/workflow-code.ts'); await workflowCode({ debug() {} });"

FROM node AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/trim-dependencies.mjs scripts/
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force
# The last state of MinIO's source (the project is archived), the same that stack/minio.ts builds.
FROM golang:1.25.5-bookworm@sha256:d9132cce84391efab786495288756d60e1da215b1f94e87860aeefc3d4c45b6d AS minio-build
RUN CGO_ENABLED=0 go install github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c

FROM node AS minio
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates curl && rm -rf /var/lib/apt/lists/*
COPY --from=minio-build /go/bin/minio /usr/local/bin/minio
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
CMD ["minio", "server", "/data"]

FROM node AS argus
WORKDIR /app
ENV NODE_ENV=production
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/console/dist console/dist
COPY --from=build /app/dist dist
COPY package.json package-lock.json ./
COPY migrations migrations
COPY src src
USER node
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=10s --start-period=20s CMD ["node", "src/workers/health.ts", "api"]
CMD ["node", "src/api/server.ts"]
