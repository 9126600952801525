# The app in a container: docker build -t dashboards . && docker run -p 8050:8050 dashboards
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
    && .venv/bin/python -m data_pipeline build \
    && rm -rf node_modules

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home dashboards
WORKDIR /app
COPY --from=build /app /app
# The app writes beside its database: kept links, and the journal SQLite needs for them.
RUN chown -R dashboards /app/data
USER dashboards
ENV HOST=0.0.0.0 PORT=8050 PYTHONDONTWRITEBYTECODE=1
EXPOSE 8050
HEALTHCHECK CMD [".venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8050/healthz')"]
CMD [".venv/bin/gunicorn"]
