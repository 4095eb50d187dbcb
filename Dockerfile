# luwte in a container: nothing that compiles, installs or is not asked for; a user of its own; nothing written outside /tmp and /run.
# Build: docker build -t luwte:0.1.0 .   With a browser for pictures of pages: --build-arg BROWSER=chromium-headless-shell

FROM python:3.11-slim-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /usr/local/bin/uv
ENV UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never UV_PROJECT_ENVIRONMENT=/opt/luwte
WORKDIR /build
# What others wrote first: it changes seldom. The lock names each file by its digest; what differs is refused.
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-install-project --compile-bytecode \
    --extra browser --extra compression --extra images --extra pdf --extra pgp
COPY . .
RUN uv sync --frozen --no-dev --no-editable --compile-bytecode \
    --extra browser --extra compression --extra images --extra pdf --extra pgp

FROM python:3.11-slim-bookworm
ARG BROWSER=""
# Pango makes the PDF of a report; setpriv (util-linux) is there already.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-dejavu-core libpango-1.0-0 libpangoft2-1.0-0 ${BROWSER} \
    && rm -rf /var/lib/apt/lists/* \
    && python -m pip uninstall --yes --quiet pip setuptools wheel \
    && groupadd --gid 10001 luwte \
    && useradd --uid 10001 --gid luwte --no-create-home --home-dir /tmp --shell /usr/sbin/nologin luwte \
    && install --directory --owner=luwte --group=luwte --mode=0700 /var/lib/luwte
COPY --from=build /opt/luwte /opt/luwte
ENV PATH=/opt/luwte/bin:/usr/local/bin:/usr/bin:/bin PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 LUWTE_HOME=/var/lib/luwte
USER 10001:10001
WORKDIR /tmp
EXPOSE 8000
ENTRYPOINT ["luwte"]
CMD ["--help"]
