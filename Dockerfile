# The app in a container; docs/operations.md says how to run, upgrade and back it up:
#   docker build -t dashboards . && docker run -p 127.0.0.1:8050:8050 -v dashboards-data:/app/data dashboards
# The same steps as `make run`; scripts/prove_container_steps.sh runs them where there is no container engine.

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts/outlines.mjs scripts/
RUN npm ci --omit=dev --ignore-scripts && node scripts/outlines.mjs

FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements requirements
COPY scripts/__init__.py scripts/install.py scripts/
RUN python -m venv .venv && .venv/bin/python -m scripts.install run
COPY . .
COPY --from=packages /app/node_modules node_modules
COPY --from=packages /app/build build
RUN .venv/bin/python -m scripts.build_static suites \
    && .venv/bin/python -m scripts.build_static own \
    && install -m 755 scripts/dashboards .venv/bin/dashboards \
    && .venv/bin/dashboards data build \
    && rm -rf node_modules

FROM python:3.13-slim
# The browser that prints city briefs. Without it (--build-arg CHROMIUM_PACKAGE=) the links to PDFs are not there.
ARG CHROMIUM_PACKAGE=chromium
RUN if [ -n "$CHROMIUM_PACKAGE" ]; then \
      apt-get update && apt-get install --yes --no-install-recommends $CHROMIUM_PACKAGE && rm -rf /var/lib/apt/lists/*; \
    fi
WORKDIR /app
COPY --from=build /app /app
# The app writes beside its database only: people's work, kept links, backups. A number, so that an orchestrator can see
# that it is not root.
RUN mkdir -p /app/data && chown -R 10001:10001 /app/data
USER 10001:10001
VOLUME /app/data
ENV HOST=0.0.0.0 PORT=8050 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
EXPOSE 8050
HEALTHCHECK --start-period=120s --interval=30s --timeout=5s CMD [".venv/bin/python", "scripts/check_health.py"]
# Checks and migrates the volume's database, brings it to this image's catalog, keeps what people made, then serves.
CMD ["sh", "scripts/start_container.sh"]
