# The site in one image. Everything it writes goes to /data; docs/running.md shows how to start it.

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements.txt ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY app app
RUN /venv/bin/pip install --no-cache-dir --no-index --no-build-isolation --no-deps --editable . \
    # The file system is read-only later, so Python couldn't keep what it compiles.
    && /venv/bin/python -m compileall -q app

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin atsiv \
    && install --directory --owner atsiv /data
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app ./
COPY migrations migrations
COPY courses courses
COPY --chown=atsiv locales locales
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0 DATA_DIR=/data
USER atsiv
VOLUME ["/data", "/app/locales"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as request; request.urlopen(f\"http://127.0.0.1:{os.environ.get('PORT') or 8000}/healthz\", timeout=4)"]
ENTRYPOINT ["atsiv"]
CMD ["serve"]
